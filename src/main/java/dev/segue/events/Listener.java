package dev.segue.events;

import dev.segue.database.Connections;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Hears from the other replicas what moved there, on a connection of its own, and looks for itself now and then. */
@Singleton
class Listener {

    private static final Logger LOG = Logger.getLogger(Listener.class);
    private static final long MAX_RECONNECT_MILLIS = 5000;

    private final Vertx vertx;
    private final Connections connections;
    private final EventsConfig settings;
    private final Announcer announcer;
    private final JobStreams jobs;
    private final CallerStreams callers;
    private final AtomicBoolean scanning = new AtomicBoolean();

    private PgSubscriber subscriber;
    private volatile boolean closing;
    private long timer = -1;

    @Inject
    Listener(
            Vertx vertx,
            Connections connections,
            EventsConfig settings,
            Announcer announcer,
            JobStreams jobs,
            CallerStreams callers) {
        this.vertx = vertx;
        this.connections = connections;
        this.settings = settings;
        this.announcer = announcer;
        this.jobs = jobs;
        this.callers = callers;
    }

    void start(@Observes StartupEvent event) {
        if (settings.notifies()) {
            listen();
        }
        long every = (settings.notifies() ? settings.rescanInterval() : settings.pollInterval()).toMillis();
        timer = vertx.setPeriodic(every, tick -> rescan());
    }

    void stop(@Observes @Priority(1000) ShutdownEvent event) {
        closing = true;
        vertx.cancelTimer(timer);
        if (subscriber != null) {
            subscriber.close();
        }
    }

    /** Whether notifications arrive. */
    boolean hears() {
        return subscriber != null && subscriber.actualConnection() != null;
    }

    private void listen() {
        subscriber = PgSubscriber.subscriber(vertx, connections.server())
                .reconnectPolicy(tries -> Math.min(50L << Math.min(tries, 7), MAX_RECONNECT_MILLIS));
        subscriber
                .channel(Announcer.CHANNEL)
                .subscribeHandler(subscribed -> rescan()) // what was said while nobody listened is lost
                .handler(this::heard);
        subscriber.connect().onFailure(this::notYet);
    }

    private void notYet(Throwable failure) {
        if (!closing) {
            LOG.warnf(
                    "Listening for moves of other replicas has not begun yet: %s",
                    failure.getClass().getSimpleName());
        }
    }

    private void heard(String payload) {
        for (Announcer.Notice notice : announcer.read(payload)) {
            jobs.hint(notice.jobId(), notice.version());
            callers.hint(notice.caller());
        }
    }

    private void rescan() {
        if (scanning.compareAndSet(false, true)) {
            Uni.join()
                    .all(jobs.rescan(), callers.rescan())
                    .andCollectFailures()
                    .onTermination()
                    .invoke(() -> scanning.set(false))
                    .subscribe()
                    .with(
                            done -> {},
                            failure -> LOG.debug("Looking for moves failed; the next look will tell", failure));
        }
    }
}
