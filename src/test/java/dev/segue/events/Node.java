package dev.segue.events;

import dev.segue.database.TestDatabase;
import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.ledger.JobMoved;
import dev.segue.ledger.TestLedger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One replica's events and ledger, without the rest of it. Several on one database are several replicas. */
final class Node implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final Vertx vertx = Vertx.vertx();
    final Pool pool;
    final JobStreams jobs;
    final CallerStreams callers;
    private final Announcer announcer;
    private final Listener listener;
    private final TestLedger ledger;

    Node(TestDatabase database, boolean notifies) {
        pool = pool(vertx, database);
        ledger = TestLedger.on(pool, this::moved);
        Settings settings = new Settings(notifies);
        Rows rows = new Rows(pool, ledger.codec());
        jobs = new JobStreams(rows, vertx.getDelegate());
        callers = new CallerStreams(rows, vertx.getDelegate());
        announcer = new Announcer(pool, vertx.getDelegate(), settings);
        listener =
                new Listener(vertx.getDelegate(), database.connections(PATIENCE), settings, announcer, jobs, callers);
        listener.start(null);
    }

    private void moved(JobMoved moved) {
        jobs.moved(moved);
        callers.moved(moved);
        announcer.moved(moved);
    }

    Job accept(String caller) {
        String id = "job_" + UUID.randomUUID().toString().replace("-", "");
        Job job = Job.queued(id, "generate-music", null, null, null, START, START.plusSeconds(900));
        wait(ledger.acceptances().accept(new Acceptance(job, caller, "{}", List.of("apidot"), "apidot", null)));
        return job;
    }

    Uni<Optional<Entry>> amend(String id) {
        return ledger.ledger()
                .change(id, seen -> Optional.of(Change.to(seen.job().amended())));
    }

    Uni<Optional<Entry>> cancel(String id) {
        return ledger.ledger()
                .change(id, seen -> Optional.of(Change.to(seen.job().become(new JobState.Cancelled(), START))));
    }

    void amend(String id, int times) {
        for (int i = 0; i < times; i++) {
            wait(amend(id));
        }
    }

    static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    static Pool pool(Vertx vertx, TestDatabase database) {
        PgConnectOptions options = PgConnectOptions.fromUri(database.url())
                .setUser(database.user())
                .setPassword(database.password())
                .setCachePreparedStatements(true);
        return PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(8))
                .using(vertx)
                .build();
    }

    @Override
    public void close() {
        listener.stop(null);
        wait(pool.close());
        wait(vertx.close());
    }

    private record Settings(boolean notifies) implements EventsConfig {

        @Override
        public Duration pollInterval() {
            return Duration.ofMillis(50);
        }

        /** Longer than any test: what arrives was announced, or found on subscribing. */
        @Override
        public Duration rescanInterval() {
            return Duration.ofMinutes(5);
        }
    }
}
