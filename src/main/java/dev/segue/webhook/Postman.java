package dev.segue.webhook;

import dev.segue.ledger.JobMoved;
import dev.segue.time.Ticker;
import dev.segue.trace.Step;
import dev.segue.trace.Traces;
import dev.segue.webhook.DeliveryView.Try;
import dev.segue.webhook.pacing.Destinations;
import dev.segue.webhook.pacing.Schedule;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Sends what is due, one batch after the other: at once for what was written here, by the tick for retries and for what another
 * replica wrote and left. Signals that arrive during a batch cause one more.
 */
@Singleton
class Postman {

    private static final Logger LOG = Logger.getLogger(Postman.class);
    private static final long TICK_MILLIS = 500;
    private static final long GIVE_UP_MILLIS = 600_000;
    /** Tries under way at once; reached only if dozens of destinations hang at the same time. */
    private static final int UNDER_WAY = 2048;
    /** When a message is looked at again that it is too early for. */
    private static final Duration HELD = Duration.ofSeconds(10);
    /** What a claim has on top of the timeout: to get on the wire before, and to be recorded after. */
    private static final Duration LEASE_BEYOND = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Deliveries deliveries;
    private final Destinations destinations;
    private final Courier courier;
    private final WebhookMeter meter;
    private final Traces traces;
    private final Schedule schedule;
    private final Duration lease;
    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean open;
    private List<Long> timers = List.of();

    @Inject
    Postman(
            Vertx vertx,
            Deliveries deliveries,
            Courier courier,
            WebhookMeter meter,
            Traces traces,
            Ticker ticker,
            WebhookConfig config) {
        this.vertx = vertx;
        this.deliveries = deliveries;
        this.destinations = new Destinations(ticker, config.breakerDelay());
        this.courier = courier;
        this.meter = meter;
        this.traces = traces;
        this.schedule = new Schedule(
                config.schedule(), () -> ThreadLocalRandom.current().nextDouble());
        this.lease = config.timeout().plus(LEASE_BEYOND);
    }

    void start(@Observes StartupEvent event) {
        open = true;
        timers = List.of(
                vertx.setPeriodic(TICK_MILLIS, tick -> signal()), vertx.setPeriodic(GIVE_UP_MILLIS, tick -> deliveries
                        .giveUp(schedule.patience())
                        .subscribe()
                        .with(done -> {}, this::troubled)));
    }

    /** What is under way and not recorded any more is sent again when its lease ends, here or elsewhere. */
    void stop(@Observes ShutdownEvent event) {
        open = false;
        timers.forEach(vertx::cancelTimer);
    }

    void moved(@Observes JobMoved moved) {
        if (moved.toTell()) {
            signal();
        }
    }

    /** Something may be due. Cheap, from any thread. */
    void signal() {
        if (open && signals.getAndIncrement() == 0) {
            run();
        }
    }

    private void run() {
        int seen = signals.get();
        batch().onFailure()
                .invoke(this::troubled)
                .onItemOrFailure()
                .invoke((done, failure) -> {
                    if (!signals.compareAndSet(seen, 0)) {
                        signals.set(1);
                        run();
                    }
                })
                .subscribe()
                .with(done -> {}, known -> {});
    }

    private Uni<Void> batch() {
        int room = UNDER_WAY - underWay.get();
        if (room <= 0) {
            return Uni.createFrom().voidItem();
        }
        Map<String, Integer> rooms = destinations.rooms();
        return deliveries
                .claim(rooms, room, lease)
                .invoke(claimed -> {
                    underWay.addAndGet(claimed.size());
                    destinations.began(
                            claimed.stream().map(Delivery::destination).toList(), rooms);
                    claimed.forEach(this::send);
                })
                .replaceWithVoid();
    }

    private void send(Delivery delivery) {
        traces.within(
                        Step.calling(
                                "webhook",
                                delivery.traceparent(),
                                delivery.job().id(),
                                null),
                        result -> result.map(sent -> outcome(sent.made())).orElse("not sent"),
                        span -> courier.send(delivery))
                .invoke(result -> ended(
                        delivery, result.filter(sent -> sent.made().away()).isPresent()))
                .onFailure()
                .invoke(failure -> ended(delivery, false))
                .chain(result -> result.map(sent -> record(delivery, sent)).orElseGet(() -> unsent(delivery)))
                .subscribe()
                .with(done -> {}, this::troubled);
    }

    private static String outcome(Try made) {
        return made.delivered() ? "delivered" : made.stopped() ? "stopped" : "not delivered";
    }

    private void ended(Delivery delivery, boolean away) {
        boolean full = underWay.getAndDecrement() == UNDER_WAY;
        if (destinations.ended(delivery.destination(), away) || full) {
            signal();
        }
    }

    private Uni<Void> unsent(Delivery delivery) {
        return delivery.overtaken() ? deliveries.withdraw(delivery) : deliveries.hold(delivery, HELD);
    }

    private Uni<Void> record(Delivery delivery, Courier.Result result) {
        Try made = result.made();
        Optional<Duration> again = made.delivered() || made.stopped()
                ? Optional.empty()
                : schedule.after(delivery.step(), result.retryAfter());
        String status =
                made.delivered() ? "delivered" : made.stopped() ? "stopped" : again.isPresent() ? "pending" : "failed";
        meter.tried(delivery, made, status);
        return deliveries.record(delivery, made, status, again.orElse(Duration.ZERO));
    }

    private void troubled(Throwable failure) {
        LOG.warnf("Trouble with webhooks: %s", failure.getClass().getSimpleName());
    }
}
