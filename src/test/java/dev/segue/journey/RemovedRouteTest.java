package dev.segue.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.budget.Account;
import dev.segue.budget.Terms;
import dev.segue.budget.UsageBook;
import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobError.Code;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import dev.segue.ledger.Change;
import dev.segue.ledger.Ledger;
import dev.segue.replica.Replica;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Jobs of a model that a start before this one knew. */
@QuarkusTest
class RemovedRouteTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final BigDecimal PRICE = new BigDecimal("0.10");
    private static final Cost COST = new Cost(PRICE, "USD", null, Cost.Source.PRICE_LIST);
    private static final JsonObject REQUEST =
            new JsonObject().put("model", "of-old").put("prompt", "A song about rain");

    @Inject
    Jobs jobs;

    @Inject
    Ledger ledger;

    @Inject
    Replica replica;

    @Inject
    UsageBook book;

    @Inject
    Pool pool;

    private final String caller = "caller-" + UUID.randomUUID();

    @Test
    void job_thatWaitsForARemovedRoute_isNeverSentAndFailsAtNoCost() {
        // When
        Job job = jobs.ended(jobs.accept(caller, terms(), 3, REQUEST, "apidot"));

        // Then
        assertThat(job.status()).isEqualTo(Status.FAILED);
        assertThat(job.error().code()).isEqualTo(Code.PROVIDER_UNAVAILABLE);
        assertThat(job.attempts()).isNotEmpty().extracting(Attempt::outcome).containsOnly(Outcome.NOT_STARTED);
        assertThat(used().total()).isEqualByComparingTo("0");
    }

    @Test
    void job_whoseTasksRouteWasRemoved_failsAtItsDeadlineAndPaysForTheTask() {
        // Given
        String id = generating(2);

        // When
        Job ended = jobs.ended(id);
        Job later = jobs.once(id, job -> !job.busy());

        // Then
        assertThat(ended.error().code()).isEqualTo(Code.TIMED_OUT);
        assertThat(ended.error().message()).contains("route");
        assertThat(ended.endedAt()).isAfterOrEqualTo(ended.deadlineAt());
        assertThat(later.status()).isEqualTo(Status.FAILED);
        assertGivenUp(later);
    }

    @Test
    void job_cancelledWhoseTasksRouteWasRemoved_isLetGoAndPaysForTheTask() {
        // Given
        String id = generating(60);

        // When
        jobs.cancel(id);

        // Then
        Job job = jobs.once(id, seen -> !seen.busy());
        assertThat(job.status()).isEqualTo(Status.CANCELLED);
        assertGivenUp(job);
    }

    private void assertGivenUp(Job job) {
        assertThat(job.lastAttempt().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(job.lastAttempt().error().message()).contains("route");
        assertThat(slotsTaken(job.id())).isZero();
        assertThat(used().reserved()).isEqualByComparingTo("0");
        assertThat(used().held()).isEqualByComparingTo("0");
        assertThat(used().priceList()).isEqualByComparingTo(PRICE);
    }

    /** As the rows have it after a restart, in a queue where no pump looks. */
    private String generating(int deadlineSeconds) {
        String id = jobs.accept(caller, terms(), deadlineSeconds, REQUEST, "nobody");
        move(id, job -> job.with(Attempt.intended(1, "apidot", null, Instant.now()))
                .become(new JobState.Submitting(), Instant.now()));
        move(id, job -> job.with(job.attempt(1).started("task-of-" + id, COST))
                .become(new JobState.Generating(), Instant.now()));
        return id;
    }

    private void move(String id, UnaryOperator<Job> move) {
        ledger.change(
                        id,
                        entry -> Optional.of(Change.to(move.apply(entry.job()))
                                .ownedBy(replica.id())
                                .taking(ThreadLocalRandom.current().nextInt(1000, Integer.MAX_VALUE))))
                .await()
                .atMost(PATIENCE);
    }

    private long slotsTaken(String id) {
        return pool.preparedQuery("SELECT count(slot) FROM attempt WHERE job_id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(PATIENCE);
    }

    private static Terms terms() {
        return new Terms(Map.of("apidot", PRICE), null, null, BigDecimal.TEN, null);
    }

    private Account used() {
        return book.of(caller, YearMonth.now(ZoneOffset.UTC))
                .await()
                .atMost(PATIENCE)
                .total();
    }
}
