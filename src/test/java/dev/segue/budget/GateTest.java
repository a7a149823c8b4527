package dev.segue.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.database.TestDatabase;
import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Acceptance.IdempotencyKey;
import dev.segue.ledger.Accepted;
import dev.segue.ledger.Change;
import dev.segue.ledger.TestLedger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two replicas, each with connections and lines of its own, on one database. */
class GateTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final YearMonth MONTH = YearMonth.of(2026, 11);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final BigDecimal PRICE = new BigDecimal("0.10");
    private static final AtomicInteger FIRED = new AtomicInteger();

    private static Vertx vertx;
    private static Pool pool;
    private static TestLedger one;
    private static TestLedger other;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        TestDatabase database = TestDatabase.fresh();
        pool = Pools.on(vertx, database);
        one = TestLedger.on(pool, moved -> FIRED.incrementAndGet());
        other = TestLedger.on(Pools.on(vertx, database), moved -> FIRED.incrementAndGet());
    }

    @AfterAll
    static void close() {
        vertx.closeAndAwait();
    }

    @Test
    void creates_inParallelOverTwoReplicas_areAcceptedAsFarAsTheBudgetGoes() {
        // Given
        String caller = someone();
        Terms terms = new Terms(Map.of("apidot", PRICE), null, null, new BigDecimal("1.00"), null);
        int fired = FIRED.get();

        // When
        List<Accepted> answers = hundred(caller, terms);

        // Then
        assertThat(made(answers)).isEqualTo(10);
        assertThat(answers.stream().filter(answer -> !(answer instanceof Accepted.New)))
                .hasSize(90)
                .allSatisfy(answer -> assertThat(((Accepted.NoRoom) answer).why())
                        .isEqualTo(new Room.OverBudget(new BigDecimal("0.00"))));
        assertThat(FIRED.get() - fired).isEqualTo(10);
        Usage usage = usage(caller);
        assertThat(usage.jobs()).isEqualTo(10);
        assertThat(usage.total().reserved()).isEqualByComparingTo("1.00");
    }

    @Test
    void creates_inParallelOverTwoReplicas_fillTheQueueAndNoMore() {
        // Given
        String caller = someone();
        Terms terms = new Terms(Map.of("apidot", PRICE), 3, 7, null, null);

        // When
        List<Accepted> answers = hundred(caller, terms);

        // Then: three that could go at once, and seven that wait for those
        assertThat(made(answers)).isEqualTo(10);
        assertThat(answers.stream().filter(answer -> !(answer instanceof Accepted.New)))
                .allSatisfy(
                        answer -> assertThat(((Accepted.NoRoom) answer).why()).isEqualTo(new Room.QueueFull()));
    }

    @Test
    void creates_ofManyCallers_areAcceptedAsFarAsTheOperatorsCapGoes() {
        // Given a month of which nothing is used up
        YearMonth month = YearMonth.of(2031, 5);
        Instant then = month.atDay(2).atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
        Terms terms = new Terms(Map.of("apidot", PRICE), null, null, null, new BigDecimal("0.55"));
        List<Uni<Accepted>> creates = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            TestLedger replica = i % 2 == 0 ? one : other;
            creates.add(replica.acceptances()
                    .accept(acceptance(someone(), null, then).under(terms)));
        }

        // When
        List<Accepted> answers = await(Uni.join().all(creates).andFailFast());

        // Then
        assertThat(made(answers)).isEqualTo(5);
        assertThat(answers.stream().filter(Accepted.NoRoom.class::isInstance).map(answer -> ((Accepted.NoRoom) answer)
                        .why()))
                .containsOnly(new Room.OverCap());
    }

    @Test
    void repeats_ofOneCreateWithTheLastOfTheBudget_areRepeatsAndCostOnce() {
        // Given
        String caller = someone();
        Terms terms = new Terms(Map.of("apidot", PRICE), null, null, PRICE, null);
        IdempotencyKey key = new IdempotencyKey("the-key", "print");
        List<Uni<Accepted>> creates = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            TestLedger replica = i % 2 == 0 ? one : other;
            creates.add(
                    replica.acceptances().accept(acceptance(caller, key, NOW).under(terms)));
        }

        // When
        List<Accepted> answers = await(Uni.join().all(creates).andFailFast());

        // Then
        assertThat(made(answers)).isEqualTo(1);
        assertThat(answers.stream().filter(Accepted.KeyUsed.class::isInstance)).hasSize(19);
        assertThat(usage(caller).total().total()).isEqualByComparingTo(PRICE);
    }

    @Test
    void refusedCreate_leavesItsKeyUnused() {
        // Given
        String caller = someone();
        IdempotencyKey key = new IdempotencyKey("the-key", "print");
        Terms poor = new Terms(Map.of("apidot", PRICE), null, null, new BigDecimal("0.09"), null);
        Terms rich = new Terms(Map.of("apidot", PRICE), null, null, PRICE, null);

        // When
        Accepted first =
                await(one.acceptances().accept(acceptance(caller, key, NOW).under(poor)));
        Accepted second =
                await(one.acceptances().accept(acceptance(caller, key, NOW).under(rich)));

        // Then
        assertThat(first).isEqualTo(new Accepted.NoRoom(new Room.OverBudget(new BigDecimal("0.09"))));
        assertThat(second).isInstanceOf(Accepted.New.class);
    }

    @Test
    void cancelledJob_givesItsReserveBack() {
        // Given
        String caller = someone();
        Terms terms = new Terms(Map.of("apidot", PRICE), null, null, PRICE, null);
        Acceptance first = acceptance(caller, null, NOW).under(terms);
        await(one.acceptances().accept(first));

        // When
        await(other.ledger()
                .change(
                        first.job().id(),
                        entry -> Optional.of(Change.to(entry.job().become(new JobState.Cancelled(), NOW)))));

        // Then
        assertThat(await(one.acceptances().accept(acceptance(caller, null, NOW).under(terms))))
                .isInstanceOf(Accepted.New.class);
    }

    @Test
    void usage_outlivesTheJobs() {
        // Given
        String caller = someone();
        Acceptance wanted = acceptance(caller, null, NOW);
        await(one.acceptances().accept(wanted));
        await(one.ledger()
                .change(
                        wanted.job().id(),
                        entry -> Optional.of(Change.to(entry.job().become(new JobState.Cancelled(), NOW)))));

        // When
        boolean forgotten = await(one.ledger().forget(wanted.job().id()));

        // Then
        assertThat(forgotten).isTrue();
        assertThat(usage(caller).jobs()).isEqualTo(1);
    }

    @Test
    void unlimitedCreates_passNoGate() {
        // Given
        String caller = someone();

        // When
        await(one.acceptances().accept(acceptance(caller, null, NOW)));

        // Then
        long gates = await(pool.preparedQuery("SELECT count(*) FROM gate WHERE caller = $1")
                        .execute(Tuple.of(caller)))
                .iterator()
                .next()
                .getLong(0);
        assertThat(gates).isZero();
        assertThat(usage(caller).jobs()).isEqualTo(1);
    }

    private static List<Accepted> hundred(String caller, Terms terms) {
        List<Uni<Accepted>> creates = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            TestLedger replica = i % 2 == 0 ? one : other;
            creates.add(
                    replica.acceptances().accept(acceptance(caller, null, NOW).under(terms)));
        }
        return await(Uni.join().all(creates).andFailFast());
    }

    private static long made(List<Accepted> answers) {
        return answers.stream().filter(Accepted.New.class::isInstance).count();
    }

    private static Acceptance acceptance(String caller, IdempotencyKey key, Instant now) {
        Job job = Job.queued("job_" + UUID.randomUUID(), "song", null, null, Map.of(), now, now.plusSeconds(900));
        return new Acceptance(job, caller, "{}", List.of("apidot"), "apidot", key);
    }

    private static Usage usage(String caller) {
        return await(new UsageBook(pool).of(caller, MONTH));
    }

    private static String someone() {
        return "caller-" + UUID.randomUUID();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
