package dev.segue.dispatch;

import dev.segue.job.Status;
import dev.segue.ledger.Entry;
import dev.segue.ledger.JobMoved;
import dev.segue.provider.HealthBoard;
import dev.segue.provider.settings.Endpoints;
import dev.segue.provider.settings.ProvidersConfig;
import dev.segue.replica.Replica;
import dev.segue.replica.UnderWay;
import dev.segue.routing.Router;
import dev.segue.time.Ticker;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Runs a pump for every provider that is configured, on each signal and, for what nobody signalled, now and then. */
@Singleton
class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    /** How late a job may start that another replica, or the clock, made due. */
    private static final long TICK_MILLIS = 500;

    private final Map<String, Pump> pumps = new HashMap<>();
    private final Vertx vertx;
    private final UnderWay underWay;
    private final Ticker ticker;
    private final Duration patience;
    private volatile boolean open;
    private long closedNanos;
    private long timer = -1;

    @Inject
    Dispatcher(
            Vertx vertx,
            Endpoints endpoints,
            Claims claims,
            Slots slots,
            Sender sender,
            Router router,
            HealthBoard health,
            Replica replica,
            UnderWay underWay,
            Ticker ticker,
            @ConfigProperty(name = "quarkus.shutdown.timeout") Duration patience) {
        this.vertx = vertx;
        this.underWay = underWay;
        this.ticker = ticker;
        this.patience = patience;
        for (String provider : ProvidersConfig.IDS) {
            if (endpoints.configured(provider)) {
                pumps.put(provider, new Pump(provider, claims, slots, sender, router, health, replica, underWay));
            }
        }
    }

    void start(@Observes StartupEvent event, DispatchConfig config) {
        if (config.hold()) {
            LOG.warn("segue.dispatch.hold is set: jobs are taken in and wait, nothing is submitted");
            return;
        }
        open = true;
        timer = vertx.setPeriodic(TICK_MILLIS, tick -> pumps.values().forEach(Pump::signal));
    }

    /** The first word of a shutdown, before requests under way are waited for: nothing is sent from here on. */
    void announced(@Observes ShutdownDelayInitiatedEvent event) {
        close();
    }

    /**
     * Waits for the answers to creates under way, as long as there is time: trackers and lease must not let go before. What
     * takes longer stays in submitting, and whoever takes it over does not know whether it arrived.
     */
    void stop(@Observes @Priority(100) ShutdownEvent event) {
        close();
        Duration left = patience.minusNanos(ticker.nanos() - closedNanos);
        if (!left.isNegative()) {
            underWay.drained()
                    .orTimeout(left.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(late -> null)
                    .join();
        }
    }

    private void close() {
        if (closedNanos == 0) {
            closedNanos = ticker.nanos();
        }
        open = false;
        vertx.cancelTimer(timer);
    }

    void moved(@Observes JobMoved moved) {
        Entry entry = moved.entry();
        if (open && freesAPlace(moved)) {
            pumps.values().forEach(Pump::signal); // whatever provider the caller's next job waits for
        } else if (entry.job().status() == Status.QUEUED) {
            to(entry.queueFor()).ifPresent(Pump::signal);
        } else if (moved.before() != null
                && entry.job().lastAttempt() != null
                && !entry.job().lastAttempt().running()) {
            to(entry.job().provider()).ifPresent(Pump::slotFreed);
        }
    }

    /** Whether another job of the caller's may fly now that was not allowed to. */
    private static boolean freesAPlace(JobMoved moved) {
        return moved.entry().maxInFlight() != null
                && moved.was() != null
                && moved.was().busy()
                && !moved.entry().job().busy();
    }

    private Optional<Pump> to(String provider) {
        return open ? Optional.ofNullable(pumps.get(provider)) : Optional.empty();
    }
}
