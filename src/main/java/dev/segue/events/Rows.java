package dev.segue.events;

import dev.segue.job.Job;
import dev.segue.ledger.JobCodec;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes as rows. Every statement works by key. */
@Singleton
class Rows {

    private static final int PAGE = 256;

    private static final String AFTER_VERSION = """
            SELECT version, document::text AS document FROM job_event
             WHERE job_id = $1 AND version > $2 ORDER BY version LIMIT %d
            """.formatted(PAGE);

    private static final String PRESENT = "SELECT document::text AS document FROM job WHERE id = $1";

    /** Settled: every transaction that might still put a change before it has ended. */
    private static final String AFTER_CURSOR = """
            SELECT xact, seq, document::text AS document,
                   xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS settled
              FROM job_event
             WHERE caller = $1 AND (xact, seq) > ($2, $3) ORDER BY xact, seq LIMIT %d
            """.formatted(PAGE);

    private static final String FRONTIER = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    private static final String KNOWN = """
            SELECT FROM job_event WHERE caller = $1 AND xact = $2 AND seq = $3
               AND xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
            """;

    private static final String JOBS_BEYOND = """
            SELECT seen.id FROM unnest($1::text[], $2::int[]) AS seen(id, version)
              JOIN job ON job.id = seen.id AND job.version > seen.version
            """;

    private static final String CALLERS_BEYOND = """
            SELECT seen.caller FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS seen(caller, xact, seq)
             WHERE EXISTS (SELECT FROM job_event e
                            WHERE e.caller = seen.caller AND (e.xact, e.seq) > (seen.xact, seen.seq))
            """;

    private final Pool pool;
    private final JobCodec codec;

    @Inject
    Rows(Pool pool, JobCodec codec) {
        this.pool = pool;
        this.codec = codec;
    }

    /** A job's changes after that version; only the latest of them if the next one has been forgotten. */
    Uni<Page<JobEvent>> after(String jobId, int version) {
        return pool.preparedQuery(AFTER_VERSION)
                .execute(Tuple.of(jobId, version))
                .map(rows -> {
                    List<JobEvent> found = new ArrayList<>(rows.size());
                    rows.forEach(row -> found.add(new JobEvent(job(row))));
                    boolean forgotten = !found.isEmpty() && found.get(0).version() > version + 1;
                    return new Page<>(
                            forgotten ? List.of(found.get(found.size() - 1)) : List.copyOf(found),
                            found.size() == PAGE);
                });
    }

    Uni<Optional<JobEvent>> present(String jobId) {
        return pool.preparedQuery(PRESENT)
                .execute(Tuple.of(jobId))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(new JobEvent(job(rows.iterator().next()))));
    }

    /** A caller's changes after that place, up to the first that is not settled. */
    Uni<Page<CallerEvent.Change>> after(String caller, Cursor place) {
        return pool.preparedQuery(AFTER_CURSOR)
                .execute(Tuple.of(caller, place.xact(), place.seq()))
                .map(rows -> {
                    List<CallerEvent.Change> found = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        if (!row.getBoolean("settled")) {
                            return new Page<>(List.copyOf(found), true);
                        }
                        Cursor cursor = new Cursor(row.getLong("xact"), row.getLong("seq"));
                        found.add(new CallerEvent.Change(cursor, job(row)));
                    }
                    return new Page<>(List.copyOf(found), found.size() == PAGE);
                });
    }

    /** The place behind everything that is settled now. */
    Uni<Cursor> frontier() {
        return pool.preparedQuery(FRONTIER)
                .execute()
                .map(rows -> new Cursor(rows.iterator().next().getLong(0) - 1, Long.MAX_VALUE));
    }

    /** Whether a change of that caller stands there, so that one can go on from it. */
    Uni<Boolean> known(String caller, Cursor place) {
        return pool.preparedQuery(KNOWN)
                .execute(Tuple.of(caller, place.xact(), place.seq()))
                .map(rows -> rows.size() > 0);
    }

    /** Which of those jobs have moved beyond the versions that are known here. */
    Uni<List<String>> jobsBeyond(Map<String, Integer> seen) {
        Tuple values = Tuple.tuple()
                .addArrayOfString(seen.keySet().toArray(String[]::new))
                .addArrayOfInteger(seen.values().toArray(Integer[]::new));
        return pool.preparedQuery(JOBS_BEYOND).execute(values).map(Rows::names);
    }

    /** Which of those callers have changes, settled or not, behind the places that are known here. */
    Uni<List<String>> callersBeyond(Map<String, Cursor> seen) {
        Collection<Cursor> places = seen.values();
        Tuple values = Tuple.tuple()
                .addArrayOfString(seen.keySet().toArray(String[]::new))
                .addArrayOfLong(places.stream().map(Cursor::xact).toArray(Long[]::new))
                .addArrayOfLong(places.stream().map(Cursor::seq).toArray(Long[]::new));
        return pool.preparedQuery(CALLERS_BEYOND).execute(values).map(Rows::names);
    }

    private Job job(Row row) {
        return codec.job(row.getString("document"));
    }

    private static List<String> names(RowSet<Row> rows) {
        List<String> names = new ArrayList<>(rows.size());
        rows.forEach(row -> names.add(row.getString(0)));
        return names;
    }

    /**
     * A part of a sequence, without holes.
     *
     * @param more whether there is more behind it, or will be without further notice
     */
    record Page<E>(List<E> items, boolean more) {}
}
