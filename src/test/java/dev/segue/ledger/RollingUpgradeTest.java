package dev.segue.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.database.TestDatabase;
import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.job.Status;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Replicas of the version before work on while the schema is brought up to date, and beside those of this version. Their
 * statements stand in {@code src/test/resources/previous-version}.
 */
class RollingUpgradeTest {

    private static final String PREVIOUS_SCHEMA = "3";
    private static final Path STATEMENTS = Path.of("src/test/resources/previous-version");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WORKERS = 4;
    private static final String OLD = "old-replica";

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.empty();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicLong slowestNanos = new AtomicLong();
    private volatile boolean stopped;

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void previousVersion_underLoad_worksOnDuringAndAfterTheUpgrade() {
        // Given
        flyway(PREVIOUS_SCHEMA).migrate();
        Pool pool = pool();
        TestLedger ledger = TestLedger.on(pool, moved -> {});
        run(pool, "INSERT INTO replica VALUES ('" + OLD + "', now() + interval '1 hour')", Tuple.tuple());
        for (int worker = 0; worker < WORKERS; worker++) {
            work(pool, ledger.codec());
        }
        awaitMore(50);

        // When
        flyway("latest").migrate();

        // Then
        awaitMore(50);
        stopped = true;
        assertThat(failures).isEmpty();
        assertThat(Duration.ofNanos(slowestNanos.get())).isLessThan(Duration.ofSeconds(10));
        String theirs = accept(pool, ledger.codec()).await().atMost(PATIENCE).id();
        Optional<Entry> moved = ledger.ledger()
                .change(
                        theirs,
                        entry -> Optional.of(Change.to(entry.job().become(new JobState.Cancelled(), Instant.now()))))
                .await()
                .atMost(PATIENCE);
        assertThat(moved)
                .hasValueSatisfying(entry -> assertThat(entry.job().status()).isEqualTo(Status.CANCELLED));
        Job ours = queued();
        ledger.acceptances()
                .accept(new Acceptance(ours, "anybody", "{}", List.of("apidot"), "apidot", null).traced("00-1-2-01"))
                .await()
                .atMost(PATIENCE);
        assertThat(run(pool, statement("find"), Tuple.of(ours.id())).size()).isEqualTo(1);
    }

    /** One replica's life, over and over: a job comes in, is claimed, submitted, followed and told of. */
    private void work(Pool pool, JobCodec codec) {
        if (stopped) {
            return;
        }
        long began = System.nanoTime();
        accept(pool, codec)
                .chain(job -> query(pool, "claim", Tuple.of("nobody", OLD, 8, 10_000L))
                        .replaceWith(job))
                .chain(job -> move(
                        pool,
                        codec,
                        job,
                        job.with(Attempt.intended(1, "apidot", null, Instant.now()))
                                .become(new JobState.Submitting(), Instant.now())))
                .chain(job -> move(
                        pool,
                        codec,
                        job,
                        job.with(job.attempt(1).started("task-" + job.id(), Cost.UNKNOWN))
                                .become(new JobState.Generating(), Instant.now())))
                .chain(job -> query(pool, "find", Tuple.of(job.id())).replaceWith(job))
                .chain(job -> move(pool, codec, job, job.become(new JobState.Cancelled(), Instant.now())))
                .chain(() -> query(pool, "take-over", Tuple.of(OLD, 200)))
                .chain(() -> query(
                        pool,
                        "claim-webhooks",
                        Tuple.tuple()
                                .addArrayOfString(new String[0])
                                .addArrayOfInteger(new Integer[0])
                                .addInteger(8)
                                .addInteger(100)
                                .addLong(10_000L)))
                .chain(() -> query(pool, "record-webhook", Tuple.of("whd_none", "delivered", "[]", 0L)))
                .subscribe()
                .with(
                        done -> {
                            made.incrementAndGet();
                            slowestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
                            work(pool, codec);
                        },
                        failure -> failures.add(failure));
    }

    private Uni<Job> accept(Pool pool, JobCodec codec) {
        Job job = queued();
        Tuple values = Tuple.tuple()
                .addString(job.id())
                .addString("anybody")
                .addString(job.model())
                .addString(null)
                .addString(codec.document(job))
                .addString("{}")
                .addArrayOfString(new String[] {"apidot"})
                .addOffsetDateTime(job.createdAt().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(job.deadlineAt().atOffset(ZoneOffset.UTC))
                .addString("apidot")
                .addString(job.id()) // its idempotency key
                .addString("fingerprint")
                .addString("{\"events\":[\"job.cancelled\"],\"destination\":\"example.com:443\"}");
        return query(pool, "accept", values).replaceWith(job);
    }

    private static Uni<Job> move(Pool pool, JobCodec codec, Job before, Job next) {
        Attempt attempt = next.lastAttempt();
        String attempts = codec.document(List.of(new Ledger.AttemptRow(
                attempt.number(),
                attempt.provider(),
                "",
                attempt.taskId(),
                null,
                attempt.outcome().word(),
                attempt.startedAt(),
                attempt.endedAt(),
                null,
                attempt)));
        Tuple values = Tuple.tuple()
                .addString(next.id())
                .addInteger(before.version())
                .addString(null)
                .addString(next.status().word())
                .addString(next.provider())
                .addString(codec.document(next))
                .addOffsetDateTime(null)
                .addString(null)
                .addLong(0L)
                .addString(OLD)
                .addBoolean(next.busy())
                .addString(attempts)
                .addBoolean(true);
        return query(pool, "move", values)
                .invoke(rows -> {
                    if (rows.iterator().next().getLong(0) != 1) {
                        throw new IllegalStateException("a move was lost");
                    }
                })
                .replaceWith(next);
    }

    private void awaitMore(int jobs) {
        int before = made.get();
        await().atMost(PATIENCE).until(() -> made.get() >= before + jobs || !failures.isEmpty());
    }

    private static Job queued() {
        String id = "job_" + UUID.randomUUID().toString().replace("-", "");
        Instant now = Instant.now();
        return Job.queued(id, "minimax-music-2.6", null, null, null, now, now.plusSeconds(900));
    }

    private static Uni<RowSet<Row>> query(Pool pool, String name, Tuple values) {
        return pool.preparedQuery(statement(name)).execute(values);
    }

    private static RowSet<Row> run(Pool pool, String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).await().atMost(PATIENCE);
    }

    private static String statement(String name) {
        try {
            return Files.readString(STATEMENTS.resolve(name + ".sql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("db/migration")
                .target(target)
                .load();
    }

    private Pool pool() {
        return database.pool(vertx, WORKERS);
    }
}
