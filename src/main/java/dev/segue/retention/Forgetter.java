package dev.segue.retention;

import dev.segue.audio.AudioStore;
import dev.segue.replica.Replica;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Forgets in batches what is older than it is kept. One replica does so for all; should two, they delete what is deleted. Audio
 * goes before the row that tells of it, so that what fails half-way is tried again.
 */
@Singleton
public class Forgetter {

    private static final Logger LOG = Logger.getLogger(Forgetter.class);
    private static final int AT_ONCE = 16;

    private final Pool pool;
    private final AudioStore store;
    private final Supplier<String> me;
    private final Retention retention;

    @Inject
    Forgetter(Pool pool, AudioStore store, Replica replica, Retention retention) {
        this(pool, store, replica::id, retention);
    }

    /** @param me the name of this replica, or {@code null} while it has none */
    Forgetter(Pool pool, AudioStore store, Supplier<String> me, Retention retention) {
        this.pool = pool;
        this.store = store;
        this.me = me;
        this.retention = retention;
    }

    /** Until nothing is left that is too old. */
    public Uni<Void> round() {
        return me.get() == null
                ? Uni.createFrom().voidItem()
                : untilDone(this::jobs)
                        .chain(() -> untilDone(this::words))
                        .chain(() -> untilDone(this::audio))
                        .chain(() -> untilDone(() -> deleted(Sql.KEYS, retention.keys())))
                        .chain(() -> untilDone(() -> deleted(Sql.TOKENS, retention.tokens())))
                        .chain(() -> untilDone(() -> deleted(Sql.AUDIT, retention.audit())));
    }

    private Uni<Boolean> jobs() {
        return audioOf(pool.preparedQuery(Sql.OLD_JOBS).execute(older(retention.jobs())), Sql.FORGET_JOBS);
    }

    private Uni<Boolean> words() {
        return pool.preparedQuery(Sql.WORDS)
                .execute(older(retention.prompts()).addLong(retention.jobs().toMillis()))
                .map(done -> done.rowCount() == Sql.BATCH);
    }

    private Uni<Boolean> audio() {
        return audioOf(pool.preparedQuery(Sql.OLD_AUDIO).execute(older(retention.audio())), Sql.AUDIO_FORGOTTEN);
    }

    private Uni<Boolean> deleted(String statement, Duration kept) {
        return pool.preparedQuery(statement).execute(older(kept)).map(done -> done.rowCount() == Sql.BATCH);
    }

    /** Deletes the audio of those jobs, then has the statement done for those of which it is gone. */
    private Uni<Boolean> audioOf(Uni<RowSet<Row>> jobs, String then) {
        return jobs.map(Forgetter::ids).chain(old -> Multi.createFrom()
                .iterable(old)
                .onItem()
                .transformToUni(this::withoutAudio)
                .merge(AT_ONCE)
                .select()
                .where(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList()
                .chain(gone -> gone.isEmpty()
                        ? Uni.createFrom().item(false)
                        : pool.preparedQuery(then)
                                .execute(Tuple.tuple().addArrayOfString(gone.toArray(String[]::new)))
                                .map(done -> old.size() == Sql.BATCH && done.rowCount() > 0)));
    }

    private Uni<Optional<String>> withoutAudio(String job) {
        return store.deleteJob(job).map(done -> Optional.of(job)).onFailure().recoverWithItem(failure -> {
            LOG.warnf(
                    "The audio of job %s could not be deleted yet: %s",
                    job, failure.getClass().getSimpleName());
            return Optional.empty();
        });
    }

    private static Uni<Void> untilDone(Supplier<Uni<Boolean>> batch) {
        return Uni.createFrom()
                .deferred(batch::get)
                .repeat()
                .whilst(more -> more)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Tuple older(Duration kept) {
        return Tuple.of(me.get(), kept.toMillis());
    }

    private static List<String> ids(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }
}
