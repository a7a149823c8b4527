package dev.segue.ledger;

import dev.segue.budget.Gate;
import dev.segue.budget.Room;
import dev.segue.job.Job;
import dev.segue.ledger.Acceptance.IdempotencyKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/** How jobs begin: durable with their first event and their idempotency key, once for each key, if there is room. */
@Singleton
public class Acceptances {

    private final Pool pool;
    private final JobCodec codec;
    private final Gate gate;
    private final Event<JobMoved> moved;

    @Inject
    Acceptances(Pool pool, JobCodec codec, Gate gate, Event<JobMoved> moved) {
        this.pool = pool;
        this.codec = codec;
        this.gate = gate;
        this.moved = moved;
    }

    /**
     * Makes the job durable, with its first event and its key, if its terms allow it, or tells what the key was used for, or
     * which job is shared.
     */
    public Uni<Accepted> accept(Acceptance wanted) {
        Uni<Accepted> accepted = wanted.terms().limited()
                ? gate.pass(
                        wanted.caller(),
                        YearMonth.from(wanted.job().createdAt().atOffset(ZoneOffset.UTC)),
                        wanted.terms(),
                        (connection, room) -> enter(connection, room, wanted))
                : accept(pool, wanted);
        return accepted.invoke(answer -> {
                    if (answer instanceof Accepted.New made) {
                        moved.fire(new JobMoved(made.entry(), null, false));
                    }
                })
                .onFailure(Acceptances::isShared)
                .recoverWithUni(() -> accept(wanted));
    }

    /** Whether a job of the caller's with that shared key runs. */
    public Uni<Boolean> shares(String caller, String sharedKey) {
        return sharing(pool, caller, sharedKey).map(Optional::isPresent);
    }

    /** The earlier use of the key, if there was one. */
    public Uni<Optional<Accepted.KeyUsed>> usedKey(String caller, String key) {
        return usedKey(pool, caller, key);
    }

    /** Records the status that the first answer had in the end. */
    public Uni<Void> answeredWith(String caller, String key, int status) {
        return pool.preparedQuery(Sql.KEY_STATUS)
                .execute(Tuple.of(caller, key, status))
                .replaceWithVoid();
    }

    /**
     * Has the caller's waiting jobs wait under the limit that its keys state now.
     *
     * @param connection on which that was changed
     */
    public Uni<Void> relimit(SqlClient connection, String caller) {
        return connection.preparedQuery(Sql.RELIMIT).execute(Tuple.of(caller)).replaceWithVoid();
    }

    private Uni<Accepted> enter(SqlClient connection, Room room, Acceptance wanted) {
        return room instanceof Room.Enough
                ? accept(connection, wanted)
                : orRepeat(connection, wanted, new Accepted.NoRoom(room));
    }

    /** A repeat of what is in already, or a share in it, needs no room. */
    private static Uni<Accepted> orRepeat(SqlClient connection, Acceptance wanted, Accepted refused) {
        Uni<Accepted> shared = wanted.sharedKey() == null
                ? Uni.createFrom().item(refused)
                : sharing(connection, wanted.caller(), wanted.sharedKey())
                        .map(found -> found.<Accepted>map(Accepted.Shared::new).orElse(refused));
        return wanted.key() == null
                ? shared
                : usedKey(connection, wanted.caller(), wanted.key().key())
                        .chain(used -> used.isPresent() ? Uni.createFrom().item(used.get()) : shared);
    }

    private Uni<Accepted> accept(SqlClient connection, Acceptance wanted) {
        return connection.preparedQuery(Sql.ACCEPT).execute(values(wanted)).chain(rows -> {
            Row row = rows.iterator().next();
            if (row.getBoolean("accepted")) {
                return Uni.createFrom().item(new Accepted.New(entry(wanted)));
            }
            String shared = row.getString("shared");
            return shared == null
                    ? keyUsed(connection, wanted)
                    : Uni.createFrom().item(new Accepted.Shared(shared));
        });
    }

    private Tuple values(Acceptance wanted) {
        Job job = wanted.job();
        Optional<IdempotencyKey> key = Optional.ofNullable(wanted.key());
        return Tuple.tuple()
                .addString(job.id())
                .addString(wanted.caller())
                .addString(job.model())
                .addString(job.user())
                .addString(codec.document(job))
                .addString(wanted.request())
                .addArrayOfString(wanted.routes().toArray(String[]::new))
                .addOffsetDateTime(job.createdAt().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(job.deadlineAt().atOffset(ZoneOffset.UTC))
                .addString(wanted.queueFor())
                .addString(key.map(IdempotencyKey::key).orElse(null))
                .addString(key.map(IdempotencyKey::fingerprint).orElse(null))
                .addString(wanted.webhook() == null ? null : codec.document(wanted.webhook()))
                .addString(codec.document(wanted.terms().prices()))
                .addInteger(wanted.terms().maxInFlight())
                .addBigDecimal(wanted.terms().reserve())
                .addString(wanted.sharedKey())
                .addString(wanted.traceparent());
    }

    private static Entry entry(Acceptance wanted) {
        return new Entry(
                wanted.job(),
                wanted.caller(),
                null,
                wanted.request(),
                wanted.routes(),
                wanted.queueFor(),
                wanted.terms().prices(),
                wanted.terms().maxInFlight(),
                wanted.traceparent());
    }

    private static Uni<Accepted> keyUsed(SqlClient connection, Acceptance wanted) {
        return usedKey(connection, wanted.caller(), wanted.key().key())
                .map(used -> used.orElseThrow(() -> new IllegalStateException("an idempotency key vanished")));
    }

    private static Uni<Optional<Accepted.KeyUsed>> usedKey(SqlClient connection, String caller, String key) {
        return connection
                .preparedQuery(Sql.KEY)
                .execute(Tuple.of(caller, key))
                .map(EntryRows::first)
                .map(found -> found.map(row -> new Accepted.KeyUsed(
                        row.getString("fingerprint"), row.getString("job_id"), row.getInteger("status"))));
    }

    private static Uni<Optional<String>> sharing(SqlClient connection, String caller, String sharedKey) {
        return connection
                .preparedQuery(Sql.SHARED)
                .execute(Tuple.of(caller, sharedKey))
                .map(EntryRows::first)
                .map(found -> found.map(row -> row.getString("id")));
    }

    private static boolean isShared(Throwable failure) {
        return failure instanceof PgException refused && "job_shared".equals(refused.getConstraint());
    }
}
