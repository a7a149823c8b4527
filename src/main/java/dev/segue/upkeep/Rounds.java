package dev.segue.upkeep;

import dev.segue.dispatch.DispatchConfig;
import dev.segue.retention.Forgetter;
import dev.segue.upkeep.moderation.LateModeration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Makes the rounds: each duty at its own pace, never twice at once, and a failure only until the next time. */
@Singleton
class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final Vertx vertx;
    private final Deadlines deadlines;
    private final Rescue rescue;
    private final Unanswered unanswered;
    private final RestorePoint restorePoint;
    private final UnconfirmedGauge unconfirmed;
    private final Forgetter forgetter;
    private final LateModeration moderation;
    private final List<Long> timers = new ArrayList<>();

    @Inject
    Rounds(
            Vertx vertx,
            Deadlines deadlines,
            Rescue rescue,
            Unanswered unanswered,
            RestorePoint restorePoint,
            UnconfirmedGauge unconfirmed,
            Forgetter forgetter,
            LateModeration moderation) {
        this.vertx = vertx;
        this.deadlines = deadlines;
        this.rescue = rescue;
        this.unanswered = unanswered;
        this.restorePoint = restorePoint;
        this.unconfirmed = unconfirmed;
        this.forgetter = forgetter;
        this.moderation = moderation;
    }

    void start(@Observes StartupEvent event, DispatchConfig dispatch) {
        every(Duration.ofMillis(500), "ending overdue jobs", deadlines::enforce);
        every(Duration.ofSeconds(1), "taking over abandoned jobs", rescue::takeOver);
        every(Duration.ofSeconds(1), "settling unanswered creates", unanswered::settle);
        every(Duration.ofSeconds(5), "forgetting what is old", forgetter::round);
        every(Duration.ofSeconds(10), "taking up what was let slip", rescue::takeUp);
        every(Duration.ofSeconds(15), "counting unconfirmed jobs", unconfirmed::count);
        every(Duration.ofSeconds(1), "looking at completed songs again", moderation::look);
        if (dispatch.hold()) {
            every(Duration.ofSeconds(1), "doubting restored jobs", restorePoint::doubt);
        }
        every(Duration.ofMinutes(10), "forgetting dead replicas", rescue::forgetDead);
    }

    void stop(@Observes ShutdownEvent event) {
        timers.forEach(vertx::cancelTimer);
    }

    private void every(Duration pace, String duty, Supplier<Uni<Void>> round) {
        AtomicBoolean busy = new AtomicBoolean();
        timers.add(vertx.setPeriodic(pace.toMillis(), tick -> {
            if (busy.compareAndSet(false, true)) {
                Uni.createFrom()
                        .deferred(round::get)
                        .onTermination()
                        .invoke(() -> busy.set(false))
                        .subscribe()
                        .with(
                                done -> {},
                                failure -> LOG.warnf(
                                        "Trouble with %s: %s",
                                        duty, failure.getClass().getSimpleName()));
            }
        }));
    }
}
