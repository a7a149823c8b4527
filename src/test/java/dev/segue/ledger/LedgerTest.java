package dev.segue.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LedgerTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JobError ERROR = new JobError(JobError.Code.TIMED_OUT, "Too late.", false);

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

    @Test
    void accept_withOneKeyFiftyTimesAtOnce_makesOneJob() {
        // Given
        String key = UUID.randomUUID().toString();
        List<Uni<Accepted>> accepts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            accepts.add(ledger.accept(acceptance(newId(), "nobody", "held", key)));
        }

        // When
        List<Accepted> answers = await(Uni.join().all(accepts).andFailFast());

        // Then
        assertThat(answers.stream().filter(Accepted.New.class::isInstance)).hasSize(1);
        assertThat(answers.stream().filter(Accepted.KeyUsed.class::isInstance)).hasSize(49);
    }

    @Test
    void accept_withOneSharedKeyFiftyTimesAtOnce_makesOneJobOfEachCaller() {
        // Given
        String shared = UUID.randomUUID().toString();
        List<Uni<Accepted>> accepts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String key = i % 4 == 0 ? UUID.randomUUID().toString() : null;
            accepts.add(ledger.accept(acceptance(newId(), i % 2 == 0 ? "alice" : "bob", "held", key)
                    .sharedBy(shared)));
        }

        // When
        List<Accepted> answers = await(Uni.join().all(accepts).andFailFast());

        // Then
        List<String> made = answers.stream()
                .filter(Accepted.New.class::isInstance)
                .map(answer -> ((Accepted.New) answer).entry().job().id())
                .toList();
        assertThat(made).hasSize(2);
        assertThat(answers.stream().filter(Accepted.Shared.class::isInstance))
                .hasSize(48)
                .allSatisfy(answer -> assertThat(made).contains(((Accepted.Shared) answer).jobId()));
    }

    @Test
    void accept_withTheSharedKeyOfAJobThatEnded_makesAnother() {
        // Given
        String shared = UUID.randomUUID().toString();
        String first = newId();
        await(ledger.accept(acceptance(first, "nobody", "held", null).sharedBy(shared)));
        await(ledger.change(first, ifOpen(new JobState.Cancelled())));

        // When
        Accepted again =
                await(ledger.accept(acceptance(newId(), "nobody", "held", null).sharedBy(shared)));

        // Then
        assertThat(again).isInstanceOf(Accepted.New.class);
    }

    @Test
    void key_ofAnAcceptThatWasShared_standsForTheJobThatRan() {
        // Given
        String shared = UUID.randomUUID().toString();
        String key = UUID.randomUUID().toString();
        String first = newId();
        await(ledger.accept(acceptance(first, "nobody", "held", null).sharedBy(shared)));
        await(ledger.accept(acceptance(newId(), "nobody", "held", key).sharedBy(shared)));
        await(ledger.change(first, ifOpen(new JobState.Cancelled())));

        // When
        Accepted repeat =
                await(ledger.accept(acceptance(newId(), "nobody", "held", key).sharedBy(shared)));

        // Then
        assertThat(repeat).isEqualTo(new Accepted.KeyUsed("print", first, 202));
    }

    @Test
    void job_thatComesBackOutOfItsEnd_sharesItsKeyNoMore() {
        // Given
        String shared = UUID.randomUUID().toString();
        String lost = newId();
        await(ledger.accept(acceptance(lost, "nobody", "held", null).sharedBy(shared)));
        await(submit(lost, "shared-" + shared, null));
        await(ledger.change(lost, ifOpen(new JobState.Unconfirmed(ERROR))));
        await(ledger.accept(acceptance(newId(), "nobody", "held", null).sharedBy(shared)));

        // When
        Optional<Entry> found = await(ledger.change(
                lost, entry -> Optional.of(Change.to(entry.job().become(new JobState.Generating(), NOW)))));

        // Then
        assertThat(found.orElseThrow().job().status()).isEqualTo(Status.GENERATING);
    }

    @Test
    void queue_ofTwoCallers_takesThemInTurnAndEachInOrder() {
        // Given
        String queue = "queue-" + UUID.randomUUID();
        List<String> wanted = new ArrayList<>();
        for (String caller : List.of("alice", "alice", "alice", "bob", "bob")) {
            String id = newId();
            await(ledger.accept(acceptance(id, caller, queue, null)));
            wanted.add(id);
        }

        // When
        List<String> order = StreamSupport.stream(
                        await(pool.preparedQuery("SELECT id FROM job WHERE queue_for = $1 ORDER BY queue_rank, id")
                                        .execute(Tuple.of(queue)))
                                .spliterator(),
                        false)
                .map(row -> row.getString("id"))
                .toList();

        // Then: alice, bob, alice, bob, alice
        assertThat(order).containsExactly(wanted.get(0), wanted.get(3), wanted.get(1), wanted.get(4), wanted.get(2));
    }

    @Test
    void queue_thatAJobIsMovedTo_givesItAPlaceAmongItsCallersOwn() {
        // Given
        String queue = "queue-" + UUID.randomUUID();
        for (int n = 0; n < 3; n++) {
            await(ledger.accept(acceptance(newId(), "alice", queue, null)));
        }
        String moved = newId();
        await(ledger.accept(acceptance(moved, "bob", "elsewhere-" + queue, null)));
        await(ledger.change(moved, ifQueued(new JobState.Submitting())));

        // When
        await(ledger.change(
                moved,
                entry -> Optional.of(Change.to(entry.job().become(new JobState.Queued(), NOW))
                        .waitingFor(queue, Duration.ZERO))));

        // Then
        Row row = await(pool.preparedQuery("SELECT queue_for, queue_rank FROM job WHERE id = $1")
                        .execute(Tuple.of(moved)))
                .iterator()
                .next();
        assertThat(row.getString("queue_for")).isEqualTo(queue);
        assertThat(row.getLong("queue_rank")).isEqualTo(1);
    }

    private static Function<Entry, Optional<Change>> ifQueued(JobState next) {
        return entry -> entry.job().status() == Status.QUEUED
                ? Optional.of(Change.to(entry.job().become(next, NOW)))
                : Optional.empty();
    }

    private static Function<Entry, Optional<Change>> ifOpen(JobState next) {
        return entry -> entry.job().ended()
                ? Optional.empty()
                : Optional.of(Change.to(entry.job().become(next, NOW)));
    }

    private String accepted(String queue) {
        String id = newId();
        await(ledger.accept(acceptance(id, "nobody", queue, null)));
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

    private Acceptance acceptance(String id, String caller, String queue, String key) {
        Job job = Job.queued(
                id, "minimax-music", null, null, Map.of(), NOW, Instant.now().plusSeconds(900));
        return new Acceptance(
                job,
                caller,
                "{\"model\":\"minimax-music\"}",
                List.of("apidot"),
                queue,
                key == null ? null : new Acceptance.IdempotencyKey(key, "print"));
    }

    private static String newId() {
        return "job_" + String.format("%016x", System.nanoTime())
                + UUID.randomUUID().toString().substring(0, 4);
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

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
