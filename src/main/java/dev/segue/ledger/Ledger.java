package dev.segue.ledger;

import dev.segue.budget.Account;
import dev.segue.job.Attempt;
import dev.segue.job.Job;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one writer of jobs once they are in. A change is read, decided and compared-and-set on the version in one statement
 * together with its attempts and its event; who loses reads again and decides anew, so side effects belong to the winner alone.
 */
@Singleton
public class Ledger {

    private final Pool pool;
    private final JobCodec codec;
    private final EntryRows entries;
    private final Event<JobMoved> moved;

    @Inject
    Ledger(Pool pool, JobCodec codec, EntryRows entries, Event<JobMoved> moved) {
        this.pool = pool;
        this.codec = codec;
        this.entries = entries;
        this.moved = moved;
    }

    public Uni<Optional<Entry>> find(String id) {
        if (id.indexOf(0) >= 0) {
            return nothing(); // PostgreSQL takes no such text, and no job has it
        }
        return pool.preparedQuery(Sql.FIND)
                .execute(Tuple.of(id))
                .map(EntryRows::first)
                .map(found -> found.map(entries::entry));
    }

    /**
     * Deletes a job with its attempts and events, if it has ended for good: nothing of it runs and nothing is unconfirmed. Its
     * idempotency key stays.
     *
     * @return whether it was deleted
     */
    public Uni<Boolean> forget(String id) {
        return pool.preparedQuery(Sql.FORGET).execute(Tuple.of(id)).map(done -> done.rowCount() == 1);
    }

    /**
     * Changes a job from whatever state it is in.
     *
     * @param decide given the present entry, what should become of it, or nothing; pure, for it may run several times
     * @return the entry after this change, or nothing if there was nothing to do or no such job
     */
    public Uni<Optional<Entry>> change(String id, Function<Entry, Optional<Change>> decide) {
        return find(id).chain(found -> found.isEmpty() ? nothing() : change(found.get(), decide));
    }

    /** As {@link #change(String, Function)}, starting from an entry that was read before and may have been overtaken. */
    public Uni<Optional<Entry>> change(Entry seen, Function<Entry, Optional<Change>> decide) {
        return attempt(seen, null, decide);
    }

    /** As {@link #change(String, Function)}, only while that replica owns the job: a fenced one's late move is lost. */
    public Uni<Optional<Entry>> changeOwned(String id, String owner, Function<Entry, Optional<Change>> decide) {
        return find(id).chain(found -> found.filter(entry -> owner.equals(entry.owner()))
                .map(entry -> attempt(entry, owner, decide))
                .orElseGet(Ledger::nothing));
    }

    /** As {@link #changeOwned(String, String, Function)}, starting from an entry that was read before and may have been overtaken. */
    public Uni<Optional<Entry>> changeOwned(Entry seen, String owner, Function<Entry, Optional<Change>> decide) {
        return attempt(seen, owner, decide);
    }

    private Uni<Optional<Entry>> attempt(Entry seen, String guard, Function<Entry, Optional<Change>> decide) {
        Optional<Change> wanted = decide.apply(seen);
        if (wanted.isEmpty()) {
            return nothing();
        }
        return pool.preparedQuery(Sql.MOVE)
                .execute(values(seen, wanted.get(), guard))
                .onFailure(PgException.class)
                .transform(Ledger::named)
                .chain(rows -> {
                    Row row = rows.iterator().next();
                    return row.getLong(0) == 1
                            ? won(seen, wanted.get(), row.getLong(1) > 0)
                            : lost(seen, guard, decide);
                });
    }

    private Uni<Optional<Entry>> won(Entry before, Change change, boolean toTell) {
        Entry after = new Entry(
                change.next(),
                before.caller(),
                change.owner() == null ? before.owner() : change.owner(),
                before.request(),
                before.routes(),
                change.queueFor() == null ? before.queueFor() : change.queueFor(),
                before.prices(),
                before.maxInFlight(),
                before.traceparent());
        moved.fire(new JobMoved(after, before.job(), toTell));
        return Uni.createFrom().item(Optional.of(after));
    }

    private Uni<Optional<Entry>> lost(Entry seen, String guard, Function<Entry, Optional<Change>> decide) {
        return guard == null
                ? change(seen.job().id(), decide)
                : changeOwned(seen.job().id(), guard, decide);
    }

    private Tuple values(Entry seen, Change change, String guard) {
        Job next = change.next();
        if (next.version() != seen.job().version() + 1) {
            throw new IllegalArgumentException("a change goes from one version to the next");
        }
        return Tuple.tuple()
                .addString(next.id())
                .addInteger(seen.job().version())
                .addString(guard)
                .addString(next.status().word())
                .addString(next.provider())
                .addString(codec.document(next))
                .addOffsetDateTime(
                        next.endedAt() == null ? null : next.endedAt().atOffset(ZoneOffset.UTC))
                .addString(change.queueFor())
                .addLong(change.delay().toMillis())
                .addString(change.owner())
                .addBoolean(next.busy())
                .addString(codec.document(changedAttempts(seen.job(), change)))
                .addBoolean(next.status() != seen.job().status())
                .addInteger(change.callerSlot())
                .addString(charge(seen, next));
    }

    /** By how much the caller's month changes, or {@code null} where it does not. */
    private String charge(Entry seen, Job next) {
        Account change = Account.of(next, seen.prices()).minus(Account.of(seen.job(), seen.prices()));
        return change.changesNothing() ? null : codec.document(change);
    }

    private List<AttemptRow> changedAttempts(Job before, Change change) {
        return change.next().attempts().stream()
                .filter(attempt -> !before.attempts().contains(attempt))
                .map(attempt -> AttemptRow.of(attempt, change))
                .collect(Collectors.toList());
    }

    /** Column names are the record's own: {@link Sql#MOVE} reads it as a record set. */
    record AttemptRow(
            int number,
            String provider,
            String account,
            String taskId,
            Integer slot,
            String outcome,
            Instant startedAt,
            Instant endedAt,
            String callbackTokenHash,
            Attempt document) {

        private static AttemptRow of(Attempt attempt, Change change) {
            return new AttemptRow(
                    attempt.number(),
                    attempt.provider(),
                    attempt.account() == null ? "" : attempt.account(),
                    attempt.taskId(),
                    change.slot(),
                    attempt.outcome().word(),
                    attempt.startedAt(),
                    attempt.endedAt(),
                    change.callbackTokenHash(),
                    attempt);
        }
    }

    private static Throwable named(Throwable failure) {
        String constraint = ((PgException) failure).getConstraint();
        if ("attempt_slot".equals(constraint) || "job_slot_of_caller".equals(constraint)) {
            return new SlotTakenException();
        }
        return "attempt_task".equals(constraint) ? new TaskClaimedException() : failure;
    }

    private static Uni<Optional<Entry>> nothing() {
        return Uni.createFrom().item(Optional.empty());
    }

    /** Another replica took the slot, or the place among the caller's jobs in flight, first. */
    public static final class SlotTakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The provider's task id belongs to another attempt. */
    public static final class TaskClaimedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
