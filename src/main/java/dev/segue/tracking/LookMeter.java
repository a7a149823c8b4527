package dev.segue.tracking;

import dev.segue.provider.LookFailure.Denied;
import dev.segue.provider.LookFailure.NoAnswer;
import dev.segue.provider.LookFailure.NotFound;
import dev.segue.provider.TaskState;
import dev.segue.provider.TaskState.Failed;
import dev.segue.provider.TaskState.Moderated;
import dev.segue.provider.TaskState.Running;
import dev.segue.provider.settings.ProvidersConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Counts looks and what they told, how late they were made, and how many a task took. */
@Singleton
class LookMeter {

    static final List<String> OUTCOMES =
            List.of("running", "succeeded", "failed", "moderated", "no_answer", "not_found", "denied", "broken");

    private final MeterRegistry meters;

    @Inject
    LookMeter(MeterRegistry meters) {
        this.meters = meters;
    }

    @PostConstruct
    void register() {
        for (String provider : ProvidersConfig.IDS) {
            OUTCOMES.forEach(outcome -> looks(provider, outcome));
            lag(provider);
            looksPerTask(provider);
        }
    }

    /** Counts the look once it is over. */
    Uni<TaskState> measure(Followed task, long nowNanos, Uni<TaskState> look) {
        String provider = task.task().provider();
        lag(provider).record(Duration.ofNanos(Math.max(0, nowNanos - task.dueNanos())));
        return look.onItemOrFailure().invoke((state, failure) -> {
            looks(provider, failure == null ? outcome(state) : outcome(failure)).increment();
            if (failure == null && !(state instanceof Running)) {
                looksPerTask(provider).record(task.turn() + 1.0);
            }
        });
    }

    static String outcome(TaskState state) {
        if (state instanceof Running) {
            return "running";
        }
        if (state instanceof Failed) {
            return "failed";
        }
        return state instanceof Moderated ? "moderated" : "succeeded";
    }

    private static String outcome(Throwable failure) {
        if (failure instanceof NoAnswer) {
            return "no_answer";
        }
        if (failure instanceof NotFound) {
            return "not_found";
        }
        return failure instanceof Denied ? "denied" : "broken";
    }

    private Counter looks(String provider, String outcome) {
        return Counter.builder("segue.looks")
                .description("Questions how a task is")
                .tag("provider", provider)
                .tag("outcome", outcome)
                .register(meters);
    }

    private Timer lag(String provider) {
        return Timer.builder("segue.look.lag")
                .description("How much later than planned a look is made")
                .tag("provider", provider)
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30))
                .register(meters);
    }

    private DistributionSummary looksPerTask(String provider) {
        return DistributionSummary.builder("segue.looks.per.task")
                .description("Looks that a task took, of those that this replica followed to the end")
                .tag("provider", provider)
                .register(meters);
    }
}
