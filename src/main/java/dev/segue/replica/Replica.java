package dev.segue.replica;

import dev.segue.time.Ticker;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** This process's lease. */
@Singleton
public class Replica {

    private static final Logger LOG = Logger.getLogger(Replica.class);

    private static final String JOIN =
            "INSERT INTO replica (id, lease_until) VALUES ($1, now() + $2 * interval '1 millisecond')";
    private static final String RENEW =
            "UPDATE replica SET lease_until = now() + $2 * interval '1 millisecond' WHERE id = $1 AND lease_until > now()";
    private static final String LEAVE = "UPDATE replica SET lease_until = now() WHERE id = $1";

    /** A quarter of it is a timer's. */
    private static final Duration SHORTEST_LEASE = Duration.ofMillis(4);

    private final Pool pool;
    private final Vertx vertx;
    private final Ticker ticker;
    private final Duration lease;
    private final Event<LeaseLost> lost;

    private volatile String id;
    private volatile long heldUntilNanos;
    private volatile boolean leaving;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private long timer = -1;

    @Inject
    Replica(Pool pool, Vertx vertx, Ticker ticker, TrackingLease settings, Event<LeaseLost> lost) {
        this.pool = pool;
        this.vertx = vertx;
        this.ticker = ticker;
        this.lease = settings.lease();
        this.lost = lost;
    }

    /** The name under which this process owns jobs; another one after a lease was lost. {@code null} until it has joined. */
    public String id() {
        return id;
    }

    /** Whether this process may start something that takes that long: measured on the monotonic clock, from before the renewal. */
    public boolean holdsFor(Duration needed) {
        return id != null && !leaving && heldUntilNanos - ticker.nanos() > needed.toNanos();
    }

    public Duration lease() {
        return lease;
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new ConfigurationException("segue.tracking.lease must be a positive duration");
        }
        renew();
        timer = vertx.setPeriodic(lease.dividedBy(4).toMillis(), tick -> renew());
    }

    /** Nothing that takes long is started any more; what is held is held until the end. */
    void announced(@Observes ShutdownDelayInitiatedEvent event) {
        leaving = true;
    }

    /** After all who move jobs have stopped: from here on others take them. */
    void stop(@Observes @Priority(5000) ShutdownEvent event) {
        leaving = true;
        vertx.cancelTimer(timer);
        if (id != null) {
            pool.preparedQuery(LEAVE)
                    .execute(Tuple.of(id))
                    .subscribeAsCompletionStage()
                    .orTimeout(2, java.util.concurrent.TimeUnit.SECONDS)
                    .exceptionally(failure -> null)
                    .join();
        }
    }

    /** One at a time: of two that come late, the second would throw away the name that the first has just taken. */
    private void renew() {
        if (renewing.compareAndSet(false, true)) {
            (id == null ? join() : renewal())
                    .ifNoItem()
                    .after(lease.dividedBy(2)) // a connection that hangs must not be the last one asked
                    .fail()
                    .onTermination()
                    .invoke(() -> renewing.set(false))
                    .subscribe()
                    .with(done -> {}, this::notRenewed);
        }
    }

    private Uni<Void> renewal() {
        long asked = ticker.nanos();
        return pool.preparedQuery(RENEW).execute(Tuple.of(id, lease.toMillis())).chain(rows -> {
            if (rows.rowCount() == 1) {
                heldUntilNanos = asked + lease.toNanos();
                return Uni.createFrom().voidItem();
            }
            LOG.warn("The lease has ended before it was renewed: letting go of every job and joining anew");
            lost.fire(new LeaseLost(id));
            return join();
        });
    }

    private Uni<Void> join() {
        String name = UUID.randomUUID().toString();
        long asked = ticker.nanos();
        return pool.preparedQuery(JOIN)
                .execute(Tuple.of(name, lease.toMillis()))
                .invoke(() -> {
                    heldUntilNanos = asked + lease.toNanos();
                    id = name;
                })
                .replaceWithVoid();
    }

    private void notRenewed(Throwable failure) {
        LOG.warnf("The lease could not be renewed: %s", failure.getClass().getSimpleName());
    }
}
