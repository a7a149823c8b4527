package dev.segue.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Acceptances;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.provider.TaskState;
import dev.segue.provider.Track;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** All who may move a job, at the same moment. */
@QuarkusTest
class RaceTest {

    private static final int ROUNDS = 1000;
    private static final String ME = "a replica of a test";
    private static final JobError LATE = new JobError(JobError.Code.TIMED_OUT, "Too late.", false);
    private static final TaskState SONG =
            new TaskState.Succeeded(List.of(new Track("http://localhost/song", null, null)));

    @Inject
    Ledger ledger;

    @Inject
    Acceptances acceptances;

    @Inject
    Settlement settlement;

    @Inject
    Told told;

    @Test
    void cancelDeadlineAnswerCallbackAndPoll_racingOnOneJob_haveOneWinnerEachInEveryRound() {
        for (int round = 0; round < ROUNDS; round++) {
            // Given
            String id = submitting();
            Uni<Boolean> cancel =
                    moved(id, EnumSet.allOf(Status.class), job -> job.become(new JobState.Cancelled(), now()));
            Uni<Boolean> deadline = moved(
                    id,
                    EnumSet.of(Status.SUBMITTING, Status.GENERATING),
                    job -> job.become(new JobState.Failed(LATE), now()));
            Uni<Boolean> look = ledger.changeOwned(id, ME, entry -> settlement.on(entry, 1, SONG))
                    .map(Optional::isPresent);

            // When
            List<Boolean> ends =
                    await(Uni.join().all(cancel, deadline, answer(id)).andFailFast());
            List<Boolean> looks = await(Uni.join().all(look, look, look).andFailFast());

            // Then
            assertThat(ends.get(0) ^ ends.get(1)).as("cancel or deadline").isTrue();
            assertThat(ends.get(2)).as("the create's answer").isTrue();
            assertThat(looks).containsOnlyOnce(true);
            Job job = find(id).job();
            assertThat(job.status()).isEqualTo(ends.get(0) ? Status.CANCELLED : Status.FAILED);
            assertThat(job.attempt(1).outcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(job.attempt(1).taskId()).isEqualTo("task of " + id);
            assertThat(job.version()).isEqualTo(5);
            assertThat(told.times(id)).as("side effects").isEqualTo(5);
        }
    }

    private Uni<Boolean> answer(String id) {
        return ledger.change(id, entry -> {
                    Job started = entry.job().with(entry.job().attempt(1).started("task of " + id, Cost.UNKNOWN));
                    return Optional.of(Change.to(
                            entry.job().status() == Status.SUBMITTING
                                    ? started.become(new JobState.Generating(), now())
                                    : started.amended()));
                })
                .map(Optional::isPresent);
    }

    private Uni<Boolean> moved(String id, EnumSet<Status> from, UnaryOperator<Job> move) {
        return ledger.change(id, entry -> Optional.of(entry.job())
                        .filter(job -> !job.ended() && from.contains(job.status()))
                        .map(move)
                        .map(Change::to))
                .map(Optional::isPresent);
    }

    private String submitting() {
        String id = "job_" + UUID.randomUUID();
        Job job = Job.queued(id, "generate-music", null, null, Map.of(), now(), Instant.parse("2999-01-01T00:00:00Z"));
        await(acceptances.accept(new Acceptance(job, "anybody", "{}", List.of("apidot"), "nobody", null)));
        await(ledger.change(
                id,
                entry -> Optional.of(Change.to(entry.job()
                                .with(Attempt.intended(1, "apidot", null, now()))
                                .become(new JobState.Submitting(), now()))
                        .ownedBy(ME))));
        return id;
    }

    private Entry find(String id) {
        return await(ledger.find(id)).orElseThrow();
    }

    private static Instant now() {
        return Instant.parse("2026-11-20T12:00:00Z");
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
