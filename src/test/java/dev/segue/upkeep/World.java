package dev.segue.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.ledger.TestLedger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One job, three replicas that may be out of date, and what must be true after every step. */
final class World {

    static final int REPLICAS = 3;

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JobError ERROR = new JobError(JobError.Code.TIMED_OUT, "So it was said.", false);

    enum Move {
        READ,
        INTEND,
        ANSWER,
        GIVE_UP,
        END_TASK,
        CANCEL,
        EXPIRE,
        TAKE_OVER,
        LOSE_LEASE,
        JOIN
    }

    private final Pool pool;
    private final Ledger ledger;
    private final AtomicInteger told = new AtomicInteger();
    private final String id = "job_" + UUID.randomUUID();
    private final String[] names = new String[REPLICAS];
    private final boolean[] alive = new boolean[REPLICAS];
    private final Entry[] read = new Entry[REPLICAS];

    /** The model. */
    private int version = 1;

    private String owner;
    private String task;
    private int sender = -1;

    World(Pool pool) {
        this.pool = pool;
        TestLedger test = TestLedger.on(pool, moved -> told.incrementAndGet());
        this.ledger = test.ledger();
        Job job = Job.queued(id, "generate-music", null, null, Map.of(), NOW, NOW.plusSeconds(900));
        wait(test.acceptances().accept(new Acceptance(job, "anybody", "{}", List.of("apidot"), "apidot", null)));
        for (int who = 0; who < REPLICAS; who++) {
            join(who);
            read[who] = find();
        }
    }

    void take(int who, Move move) {
        Job before = find().job();
        switch (move) {
            case READ -> read[who] = find();
            case INTEND -> intend(who);
            case ANSWER -> answer(who);
            case GIVE_UP -> owned(who, this::unsure);
            case END_TASK -> owned(who, World::ended);
            case CANCEL -> won(wait(ledger.change(read[who], entry -> end(entry, new JobState.Cancelled()))));
            case EXPIRE -> won(wait(ledger.change(read[who], entry -> end(entry, new JobState.Failed(ERROR)))));
            case TAKE_OVER -> takeOver(who);
            case LOSE_LEASE -> lose(who);
            case JOIN -> join(who);
        }
        check(before);
    }

    private void intend(int who) {
        Optional<Entry> done = wait(ledger.change(
                read[who],
                entry -> entry.job().status() == Status.QUEUED
                        ? Optional.of(Change.to(entry.job()
                                        .with(Attempt.intended(1, "apidot", null, NOW))
                                        .become(new JobState.Submitting(), NOW))
                                .ownedBy(names[who]))
                        : Optional.empty()));
        if (won(done)) {
            sender = who;
            owner = names[who];
        }
    }

    /** Only who sent has an answer; it counts whoever owns the job by now, and the first one counts. */
    private void answer(int who) {
        if (sender != who) {
            return;
        }
        Optional<Entry> done = wait(ledger.change(read[who], entry -> {
            Job job = entry.job();
            if (job.attempts().isEmpty() || job.attempt(1).taskId() != null) {
                return Optional.empty();
            }
            Job started = job.with(job.attempt(1).started("task-" + id, Cost.UNKNOWN));
            boolean goesOn = job.status() == Status.SUBMITTING || job.status() == Status.UNCONFIRMED;
            return Optional.of(Change.to(goesOn ? started.become(new JobState.Generating(), NOW) : started.amended())
                    .ownedBy(names[who]));
        }));
        if (won(done)) {
            assertThat(task).as("a task that was known before").isNull();
            task = "task-" + id;
            owner = names[who];
        }
    }

    private void owned(int who, Function<Entry, Optional<Change>> decide) {
        Optional<Entry> done = wait(ledger.changeOwned(id, names[who], decide));
        if (won(done)) {
            assertThat(names[who]).as("whose move it was").isEqualTo(owner);
        }
    }

    private Optional<Change> unsure(Entry entry) {
        Job job = entry.job();
        if (job.status() != Status.SUBMITTING || !job.attempt(1).running()) {
            return Optional.empty();
        }
        Job left =
                job.with(job.attempt(1).ended(Outcome.UNCONFIRMED, ERROR, NOW).costing(Cost.UNKNOWN));
        return Optional.of(Change.to(left.become(new JobState.Unconfirmed(ERROR), NOW)));
    }

    private static Optional<Change> ended(Entry entry) {
        Job job = entry.job();
        if (job.attempts().isEmpty()
                || job.attempt(1).taskId() == null
                || !job.attempt(1).running()) {
            return Optional.empty();
        }
        Job done = job.with(job.attempt(1).ended(Outcome.SUCCEEDED, null, NOW));
        return Optional.of(Change.to(
                job.status() == Status.GENERATING ? done.become(new JobState.Storing(), NOW) : done.amended()));
    }

    private static Optional<Change> end(Entry entry, JobState end) {
        return entry.job().state().next().contains(end.status())
                ? Optional.of(Change.to(entry.job().become(end, NOW)))
                : Optional.empty();
    }

    /** The real statement: it takes only what a dead replica owned, and only for a living one. */
    private void takeOver(int who) {
        boolean ownerIsDead = owner != null
                && IntStream.range(0, REPLICAS).noneMatch(other -> alive[other] && names[other].equals(owner));
        boolean busy = find().job().busy();
        boolean taken = wait(pool.preparedQuery(Rescue.TAKE_OVER)
                .execute(Tuple.of(names[who], 1000))
                .map(rows -> {
                    boolean mine = false;
                    for (var row : rows) {
                        mine |= row.getString("id").equals(id);
                    }
                    return mine;
                }));
        assertThat(taken).as("takeover").isEqualTo(alive[who] && ownerIsDead && busy);
        owner = taken ? names[who] : owner;
    }

    private void lose(int who) {
        alive[who] = false;
        wait(pool.preparedQuery("UPDATE replica SET lease_until = now() - interval '1 second' WHERE id = $1")
                .execute(Tuple.of(names[who])));
    }

    private void join(int who) {
        if (!alive[who]) {
            names[who] = UUID.randomUUID().toString();
            alive[who] = true;
            wait(pool.preparedQuery("INSERT INTO replica (id, lease_until) VALUES ($1, now() + interval '1 hour')")
                    .execute(Tuple.of(names[who])));
        }
    }

    private boolean won(Optional<Entry> done) {
        version += done.isPresent() ? 1 : 0;
        return done.isPresent();
    }

    private void check(Job before) {
        Entry now = find();
        Job job = now.job();
        assertThat(job.version()).isEqualTo(version);
        assertThat(now.owner()).isEqualTo(owner);
        assertThat(told).as("side effects").hasValue(version);
        assertThat(job.status() == before.status() || before.state().next().contains(job.status()))
                .as("%s after %s", job.status(), before.status())
                .isTrue();
        assertThat(job.attempts().size()).isLessThanOrEqualTo(1);
        if (!job.attempts().isEmpty()) {
            assertThat(job.attempt(1).taskId()).isEqualTo(task);
        }
        List<Integer> versions =
                wait(pool.preparedQuery("SELECT version FROM job_event WHERE job_id = $1 ORDER BY version")
                        .execute(Tuple.of(id))
                        .map(rows -> java.util.stream.StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getInteger(0))
                                .toList()));
        assertThat(versions)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, version).boxed().toList());
        assertThat(Objects.equals(
                        job.lastAttempt() == null ? null : job.lastAttempt().provider(), job.provider()))
                .isTrue();
    }

    private Entry find() {
        return wait(ledger.find(id)).orElseThrow();
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
