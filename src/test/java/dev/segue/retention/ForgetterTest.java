package dev.segue.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioStore;
import dev.segue.audio.file.FileAudioStore;
import dev.segue.database.TestDatabase;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.ledger.TestLedger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgetterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Vertx vertx;
    private static Pool pool;

    @TempDir
    static Path folder;

    private static AudioStore store;
    private static EndedJobs jobs;
    private static Ledger ledger;

    private final String replica = UUID.randomUUID().toString();

    @BeforeAll
    static void open() {
        TestDatabase database = TestDatabase.fresh();
        vertx = Vertx.vertx();
        pool = database.pool(vertx, 4);
        store = new FileAudioStore(vertx.getDelegate(), "file:" + folder);
        TestLedger test = TestLedger.on(pool, moved -> {});
        jobs = new EndedJobs(test, store);
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
        String old = jobs.completed(Duration.ofDays(31));
        String young = jobs.completed(Duration.ofDays(29));

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
        IntStream.range(0, Sql.BATCH + 5).forEach(n -> jobs.failed(Duration.ofDays(31)));

        // When
        forget(new Periods("P30D", null, null, null));

        // Then
        assertThat(count("SELECT count(*) FROM job")).isZero();
    }

    @Test
    void job_thatIsNotOverForGood_isKept() {
        // Given
        String running = jobs.cancelledWhileItsTaskRuns(Duration.ofDays(31));
        String unsure = jobs.unconfirmed(Duration.ofDays(31));
        String unsettled = jobs.cancelledBeforeItsCreateWasGivenUp(Duration.ofDays(31));
        String waiting = jobs.accepted("{}", null);
        String untold = jobs.completed(Duration.ofDays(31));
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
        String ended = jobs.completed(Duration.ofSeconds(1));
        String running = jobs.cancelledWhileItsTaskRuns(Duration.ofSeconds(1));
        String unsure = jobs.unconfirmed(Duration.ofDays(1));
        String forgotten = jobs.unconfirmed(Duration.ofDays(31));
        String waiting = jobs.accepted("{\"prompt\": \"words\"}", null);

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
        String old = jobs.completed(Duration.ofDays(2));
        String young = jobs.completed(Duration.ofHours(1));

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
        jobs.accepted("{}", "of-a-job-that-is-there");
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
        String old = jobs.failed(Duration.ofDays(31));
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
