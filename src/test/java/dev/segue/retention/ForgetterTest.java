package dev.segue.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioStore;
import dev.segue.audio.file.FileAudioStore;
import dev.segue.database.TestDatabase;
import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Acceptance.IdempotencyKey;
import dev.segue.ledger.Acceptances;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.ledger.TestLedger;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgetterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JobError UNSURE = new JobError(JobError.Code.UNCONFIRMED, "Nobody knows.", false);

    private static Vertx vertx;
    private static Pool pool;

    @TempDir
    static Path folder;

    private static AudioStore store;
    private static Acceptances acceptances;
    private static Ledger ledger;

    private final String replica = UUID.randomUUID().toString();

    @BeforeAll
    static void open() {
        TestDatabase database = TestDatabase.fresh();
        vertx = Vertx.vertx();
        pool = PgBuilder.pool()
                .using(vertx)
                .connectingTo(PgConnectOptions.fromUri(database.url())
                        .setUser(database.user())
                        .setPassword(database.password()))
                .with(new PoolOptions().setMaxSize(4))
                .build();
        store = new FileAudioStore(vertx.getDelegate(), "file:" + folder);
        TestLedger test = TestLedger.on(pool, moved -> {});
        acceptances = test.acceptances();
        ledger = test.ledger();
    }

    @AfterAll
    static void close() {
        vertx.closeAndAwait();
    }

    @BeforeEach
    void joinAlone() {
        sql("TRUNCATE job CASCADE");
        sql("TRUNCATE idempotency_key, callback_token, replica, audit");
        join(replica);
    }

    @Test
    void audit_olderThanItsPeriod_isForgottenInBatchesAndTheRestStays() {
        // Given
        sql("INSERT INTO audit (at, actor, action, object) "
                + "SELECT now() - interval '401 days', 'admin', 'key.create', 'key_old' FROM generate_series(1, 450)");
        sql("INSERT INTO audit (at, actor, action, object) "
                + "VALUES (now() - interval '399 days', 'admin', 'key.create', 'key_young')");

        // When
        forget(new Periods("P1D", null, null, null, "P400D"));

        // Then
        assertThat(count("SELECT count(*) FROM audit WHERE object = 'key_old'")).isZero();
        assertThat(count("SELECT count(*) FROM audit WHERE object = 'key_young'"))
                .isOne();
    }

    @Test
    void job_thatEndedLongAgo_isForgottenWithItsAudioEventsAndDeliveries() {
        // Given
        String old = completed(Duration.ofDays(31));
        String young = completed(Duration.ofDays(29));

        // When
        forget(new Periods("P30D", null, null, null));

        // Then
        assertThat(exists(old)).isFalse();
        assertThat(hasAudio(old)).isFalse();
        assertThat(count("SELECT count(*) FROM attempt WHERE job_id = '" + old + "'"))
                .isZero();
        assertThat(count("SELECT count(*) FROM job_event WHERE job_id = '" + old + "'"))
                .isZero();
        assertThat(exists(young)).isTrue();
        assertThat(hasAudio(young)).isTrue();
    }

    @Test
    void jobs_moreThanABatchOfThem_areAllForgottenInOneRound() {
        // Given
        IntStream.range(0, Sql.BATCH + 5).forEach(n -> failed(Duration.ofDays(31)));

        // When
        forget(new Periods("P30D", null, null, null));

        // Then
        assertThat(count("SELECT count(*) FROM job")).isZero();
    }

    @Test
    void job_thatIsNotOverForGood_isKept() {
        // Given
        String running = cancelledWhileItsTaskRuns(Duration.ofDays(31));
        String unsure = unconfirmed(Duration.ofDays(31));
        String unsettled = cancelledBeforeItsCreateWasGivenUp(Duration.ofDays(31));
        String waiting = accepted("{}", null);
        String untold = completed(Duration.ofDays(31));
        sql("INSERT INTO webhook_delivery (job_id, version, event, destination) VALUES ('" + untold
                + "', 1, 'job.completed', 'receiver:443')");

        // When
        forget(new Periods("P30D", null, null, null));

        // Then
        assertThat(List.of(running, unsure, unsettled, waiting, untold)).allMatch(ForgetterTest::exists);
    }

    @Test
    void words_ofAnEndedJob_leaveTheDatabaseAtOnceIfSoWished() {
        // Given
        String ended = completed(Duration.ofSeconds(1));
        String running = cancelledWhileItsTaskRuns(Duration.ofSeconds(1));
        String unsure = unconfirmed(Duration.ofDays(1));
        String forgotten = unconfirmed(Duration.ofDays(31));
        String waiting = accepted("{\"prompt\": \"words\"}", null);

        // When
        forget(new Periods("P30D", "PT0S", null, null));

        // Then
        assertThat(request(ended)).isNull();
        assertThat(request(forgotten)).isNull();
        assertThat(List.of(running, unsure, waiting))
                .allSatisfy(id -> assertThat(request(id)).contains("words"));
    }

    @Test
    void audio_withAPeriodOfItsOwn_goesWhileItsJobStays() {
        // Given
        String old = completed(Duration.ofDays(2));
        String young = completed(Duration.ofHours(1));

        // When
        forget(new Periods("P30D", null, "P1D", null));

        // Then
        assertThat(exists(old)).isTrue();
        assertThat(hasAudio(old)).isFalse();
        assertThat(hasAudio(young)).isTrue();
        assertThat(count("SELECT count(*) FROM job WHERE audio_forgotten_at IS NOT NULL"))
                .isEqualTo(1);
    }

    @Test
    void keys_outliveTheirJobsByADay() {
        // Given
        accepted("{}", "of-a-job-that-is-there");
        sql("INSERT INTO idempotency_key VALUES ('c', 'old', 'f', 'job_gone', 202, now() - interval '32 days'),"
                + " ('c', 'young', 'f', 'job_gone', 202, now() - interval '30 days')");
        sql("UPDATE idempotency_key SET created_at = now() - interval '40 days' WHERE key LIKE 'of-%'");

        // When
        forget(new Periods("P30D", null, null, null));

        // Then
        assertThat(names("SELECT key FROM idempotency_key ORDER BY key"))
                .containsExactly("of-a-job-that-is-there", "young");
    }

    @Test
    void callbackTokens_outliveTheirJobsByAMonth() {
        // Given
        sql("INSERT INTO callback_token (hash, provider, job_id, attempt, issued_at)"
                + " VALUES ('\\x01', 'apidot', 'job_old', 1, now() - interval '61 days'),"
                + " ('\\x02', 'apidot', 'job_young', 1, now() - interval '59 days')");

        // When
        forget(new Periods("P30D", null, null, null));

        // Then
        assertThat(names("SELECT job_id FROM callback_token")).containsExactly("job_young");
    }

    @Test
    void replica_thatIsNotTheFirstOfTheLiving_forgetsNothing() {
        // Given
        String old = failed(Duration.ofDays(31));
        join("0-comes-first");

        // When
        forget(new Periods("P30D", null, null, null));

        // Then
        assertThat(exists(old)).isTrue();
    }

    private void forget(Periods periods) {
        Retention retention = new Retention(periods, Clock.systemUTC());
        await(new Forgetter(pool, store, () -> replica, retention).round());
    }

    private static String completed(Duration ago) {
        Instant end = Instant.now().minus(ago);
        String id = generating();
        move(id, job -> job.with(job.attempt(1).ended(Outcome.SUCCEEDED, null, end))
                .become(new JobState.Storing(), end));
        move(id, job -> job.become(new JobState.Completed(), end));
        await(store.write(new AudioKey(id, 0), Multi.createFrom().item(Buffer.buffer("la la"))));
        return id;
    }

    private static String failed(Duration ago) {
        String id = accepted("{\"prompt\": \"words\"}", null);
        move(id, job -> job.become(new JobState.Failed(UNSURE), Instant.now().minus(ago)));
        return id;
    }

    private static String cancelledWhileItsTaskRuns(Duration ago) {
        String id = generating();
        move(id, job -> job.become(new JobState.Cancelled(), Instant.now().minus(ago)));
        return id;
    }

    private static String cancelledBeforeItsCreateWasGivenUp(Duration ago) {
        Instant end = Instant.now().minus(ago);
        String id = accepted("{\"prompt\": \"words\"}", null);
        move(id, job -> job.with(Attempt.intended(1, "apidot", null, end)).become(new JobState.Submitting(), end));
        move(id, job -> job.become(new JobState.Cancelled(), end));
        move(id, job -> job.with(job.attempt(1).ended(Outcome.UNCONFIRMED, UNSURE, end))
                .amended());
        return id;
    }

    private static String unconfirmed(Duration ago) {
        Instant end = Instant.now().minus(ago);
        String id = accepted("{\"prompt\": \"words\"}", null);
        move(id, job -> job.with(Attempt.intended(1, "apidot", null, end)).become(new JobState.Submitting(), end));
        move(id, job -> job.with(job.attempt(1).ended(Outcome.UNCONFIRMED, UNSURE, end))
                .become(new JobState.Unconfirmed(UNSURE), end));
        return id;
    }

    private static String generating() {
        Instant now = Instant.now();
        String id = accepted("{\"prompt\": \"words\"}", null);
        move(id, job -> job.with(Attempt.intended(1, "apidot", null, now)).become(new JobState.Submitting(), now));
        move(id, job -> job.with(job.attempt(1).started("task-" + id, null)).become(new JobState.Generating(), now));
        return id;
    }

    private static String accepted(String request, String key) {
        Instant now = Instant.now();
        String id = "job_" + UUID.randomUUID();
        Job job = Job.queued(id, "generate-music", null, null, Map.of(), now, now.plusSeconds(900));
        await(acceptances.accept(new Acceptance(
                job, "c", request, List.of("apidot"), "apidot", key == null ? null : new IdempotencyKey(key, "f"))));
        return id;
    }

    private static void move(String id, UnaryOperator<Job> move) {
        await(ledger.change(id, entry -> Optional.of(Change.to(move.apply(entry.job())))));
    }

    private static void join(String name) {
        await(pool.preparedQuery("INSERT INTO replica VALUES ($1, now() + interval '1 hour')")
                .execute(Tuple.of(name)));
    }

    private static boolean exists(String id) {
        return await(ledger.find(id)).isPresent();
    }

    private static String request(String id) {
        return await(ledger.find(id)).map(Entry::request).orElse(null);
    }

    private static boolean hasAudio(String id) {
        return await(store.size(new AudioKey(id, 0))).isPresent();
    }

    private static long count(String query) {
        return await(pool.query(query).execute()).iterator().next().getLong(0);
    }

    private static List<String> names(String query) {
        RowSet<Row> rows = await(pool.query(query).execute());
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }

    private static void sql(String statement) {
        await(pool.query(statement).execute());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
