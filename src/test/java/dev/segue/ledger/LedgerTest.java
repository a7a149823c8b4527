package dev.segue.ledger;

import static dev.segue.ledger.TestJobs.ERROR;
import static dev.segue.ledger.TestJobs.NOW;
import static dev.segue.ledger.TestJobs.acceptance;
import static dev.segue.ledger.TestJobs.await;
import static dev.segue.ledger.TestJobs.ifOpen;
import static dev.segue.ledger.TestJobs.ifQueued;
import static dev.segue.ledger.TestJobs.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LedgerTest {

    @Inject
    Acceptances acceptances;

    @Inject
    Ledger ledger;

    @Inject
    Pool pool;

    @Test
    void changes_racingForOneJob_haveOneWinnerAndOneSetOfSideEffectsInEachOf200Rounds() {
        for (int round = 0; round < 200; round++) {
            // Given
            String id = accepted("nobody");
            AtomicInteger sideEffects = new AtomicInteger();
            Function<JobState, Uni<Boolean>> mover = state -> ledger.change(id, ifQueued(state))
                    .map(Optional::isPresent)
                    .invoke(won -> sideEffects.addAndGet(won ? 1 : 0));

            // When
            await(Uni.join()
                    .all(
                            mover.apply(new JobState.Cancelled()),
                            mover.apply(new JobState.Failed(ERROR)),
                            mover.apply(new JobState.Submitting()),
                            mover.apply(new JobState.Cancelled()))
                    .andFailFast());

            // Then
            assertThat(sideEffects).hasValue(1);
            assertThat(versions(id)).containsExactly(1, 2);
        }
    }

    @Test
    void createsAnswer_racingWithCancelAndDeadline_isNeverLost() {
        for (int round = 0; round < 100; round++) {
            // Given
            String id = submitting("useapi-" + round);
            Uni<Optional<Entry>> answer = ledger.change(id, entry -> {
                Job job = entry.job();
                Job started = job.with(job.attempt(1).started("task-" + id, Cost.UNKNOWN));
                return Optional.of(Change.to(
                        job.status() == Status.SUBMITTING
                                ? started.become(new JobState.Generating(), NOW)
                                : started.amended()));
            });
            Uni<Optional<Entry>> cancel = ledger.change(id, ifOpen(new JobState.Cancelled()));
            Uni<Optional<Entry>> deadline = ledger.change(id, ifOpen(new JobState.Failed(ERROR)));

            // When
            await(Uni.join().all(answer, cancel, deadline).andFailFast());

            // Then
            Job job = find(id).job();
            assertThat(job.attempt(1).taskId()).isEqualTo("task-" + id);
            assertThat(job.ended()).isTrue();
            assertThat(versions(id))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, job.version()).boxed().toList());
        }
    }

    @Test
    void lateMove_ofAReplicaThatOwnsTheJobNoMore_isLost() {
        // Given
        String id = submitting("apidot");
        await(ledger.changeOwned(
                id,
                "replica-a",
                entry -> Optional.of(Change.to(entry.job().amended()).ownedBy("replica-b"))));

        // When
        Optional<Entry> late = await(ledger.changeOwned(id, "replica-a", ifOpen(new JobState.Cancelled())));

        // Then
        assertThat(late).isEmpty();
        assertThat(find(id).job().status()).isEqualTo(Status.SUBMITTING);
    }

    @Test
    void lateMove_afterATakeoverThatLeftTheVersionAsItWas_isLost() {
        // Given
        String id = submitting("apidot");
        Entry seen = find(id);
        await(pool.preparedQuery("UPDATE job SET owner = 'replica-b' WHERE id = $1")
                .execute(Tuple.of(id)));

        // When
        Optional<Entry> late = await(ledger.changeOwned(seen, seen.owner(), ifOpen(new JobState.Cancelled())));

        // Then
        assertThat(late).isEmpty();
        assertThat(find(id).job().status()).isEqualTo(Status.SUBMITTING);
    }

    @Test
    void slot_thatIsTaken_keepsTheSecondJobWhereItIs() {
        // Given
        String provider = "slots-" + UUID.randomUUID();
        await(submit(accepted("nobody"), provider, 0));
        String second = accepted("nobody");

        // When / Then
        assertThatThrownBy(() -> await(submit(second, provider, 0))).isInstanceOf(Ledger.SlotTakenException.class);
        assertThat(find(second).job().status()).isEqualTo(Status.QUEUED);
        assertThat(versions(second)).containsExactly(1);
    }

    @Test
    void slot_ofAnAttemptThatEnded_isFree() {
        // Given
        String provider = "slots-" + UUID.randomUUID();
        String first = accepted("nobody");
        await(submit(first, provider, 0));
        await(ledger.change(
                first,
                entry -> Optional.of(Change.to(entry.job()
                        .with(entry.job().attempt(1).ended(Outcome.REJECTED, ERROR, NOW))
                        .become(new JobState.Failed(ERROR), NOW)))));

        // When
        Optional<Entry> second = await(submit(accepted("nobody"), provider, 0));

        // Then
        assertThat(second).isPresent();
    }

    @Test
    void taskId_thatBelongsToAnotherAttempt_isRefused() {
        // Given
        String provider = "tasks-" + UUID.randomUUID();
        String first = submitting(provider);
        String second = submitting(provider);
        await(started(first, "same"));

        // When / Then
        assertThatThrownBy(() -> await(started(second, "same"))).isInstanceOf(Ledger.TaskClaimedException.class);
    }

    private String accepted(String queue) {
        String id = newId();
        await(acceptances.accept(acceptance(id, "nobody", queue, null)));
        return id;
    }

    private String submitting(String provider) {
        String id = accepted("held");
        await(submit(id, provider, null));
        return id;
    }

    private Uni<Optional<Entry>> submit(String id, String provider, Integer slot) {
        return ledger.change(
                id,
                entry -> Optional.of(Change.to(entry.job()
                                .with(Attempt.intended(1, provider, null, NOW))
                                .become(new JobState.Submitting(), NOW))
                        .ownedBy("replica-a")
                        .taking(slot)));
    }

    private Uni<Optional<Entry>> started(String id, String task) {
        return ledger.change(
                id,
                entry -> Optional.of(Change.to(entry.job()
                        .with(entry.job().attempt(1).started(task, Cost.UNKNOWN))
                        .become(new JobState.Generating(), NOW))));
    }

    private Entry find(String id) {
        return await(ledger.find(id)).orElseThrow();
    }

    private List<Integer> versions(String id) {
        return StreamSupport.stream(
                        await(pool.preparedQuery("SELECT version FROM job_event WHERE job_id = $1 ORDER BY version")
                                        .execute(Tuple.of(id)))
                                .spliterator(),
                        false)
                .map(row -> row.getInteger("version"))
                .toList();
    }
}
