package dev.segue.api.events;

import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Acceptances;
import dev.segue.ledger.Change;
import dev.segue.ledger.Ledger;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** Jobs that tests move by hand, and the number of streams that are open. */
@Singleton
public class Jobs {

    @Inject
    Ledger ledger;

    @Inject
    Acceptances acceptances;

    @Inject
    Clock clock;

    @Inject
    Vertx vertx;

    @Inject
    MeterRegistry meters;

    String accept(String caller) {
        return accept(caller, Map.of());
    }

    String accept(String caller, Map<String, Object> metadata) {
        String id = "job_" + UUID.randomUUID().toString().replace("-", "");
        Instant now = clock.instant();
        Job job = Job.queued(id, "generate-music", null, null, metadata, now, now.plusSeconds(900));
        wait(acceptances.accept(new Acceptance(job, caller, "{}", List.of("apidot"), "apidot", null)));
        return id;
    }

    void amend(String id, int times) {
        for (int i = 0; i < times; i++) {
            change(id, Job::amended);
        }
    }

    void submit(String id) {
        change(id, job -> job.with(Attempt.intended(1, "apidot", null, clock.instant()))
                .become(new JobState.Submitting(), clock.instant()));
    }

    void cancel(String id) {
        change(id, job -> job.become(new JobState.Cancelled(), clock.instant()));
    }

    void untilStreams(int wanted) throws Exception {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        long timer = vertx.setPeriodic(10, tick -> {
            if (streams() == wanted) {
                reached.complete(null);
            }
        });
        try {
            reached.get(20, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError(streams() + " streams are open instead of " + wanted, late);
        } finally {
            vertx.cancelTimer(timer);
        }
    }

    int streams() {
        return (int) meters.get("segue_sse_streams").gauge().value();
    }

    private void change(String id, UnaryOperator<Job> move) {
        wait(ledger.change(id, seen -> Optional.of(Change.to(move.apply(seen.job())))));
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
