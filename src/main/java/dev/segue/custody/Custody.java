package dev.segue.custody;

import dev.segue.audio.cover.Cover;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The rows. One is written before its job completes, so that no completed job is without. */
@Singleton
public class Custody {

    /** Written again when a copy is made again. */
    private static final String KEEP = """
            INSERT INTO custody (job_id, waveforms, cover_type, cover_bytes, cover_sha256, look_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (job_id) DO UPDATE
               SET waveforms = excluded.waveforms, cover_type = excluded.cover_type, cover_bytes = excluded.cover_bytes,
                   cover_sha256 = excluded.cover_sha256, look_at = excluded.look_at
            """;

    private static final String COVER =
            "UPDATE custody SET cover_type = $2, cover_bytes = $3, cover_sha256 = $4 WHERE job_id = $1";

    /** Files are numbered from 0, arrays from 1. */
    private static final String WAVEFORM =
            "SELECT waveforms[$2 + 1] AS peaks, cover_type IS NOT NULL AS covered FROM custody WHERE job_id = $1";

    private static final String COVER_OF =
            "SELECT cover_type, cover_bytes, cover_sha256 FROM custody WHERE job_id = $1 AND cover_type IS NOT NULL";

    private static final String CLAIM = """
            UPDATE custody SET look_at = now() + $1 * interval '1 millisecond'
             WHERE job_id IN (SELECT job_id FROM custody WHERE look_at <= now()
                               ORDER BY look_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            RETURNING job_id, looks, cover_type IS NOT NULL AS covered
            """;

    private static final String LOOKED = "UPDATE custody SET looks = $2, look_at = $3 WHERE job_id = $1";

    private final Pool pool;

    @Inject
    Custody(Pool pool) {
        this.pool = pool;
    }

    /**
     * A file's waveform.
     *
     * @param peaks 200 bytes, 255 for full scale
     * @param covered whether the song has a cover besides
     */
    public record Drawing(Buffer peaks, boolean covered) {}

    /** A job whose song is due to be looked at. */
    public record Due(String jobId, int looks, boolean covered) {}

    /**
     * @param waveforms of each file, {@code null} where it has none
     * @param lookAt when to look at the song again, if ever
     */
    public Uni<Void> keep(String jobId, List<Buffer> waveforms, Optional<Cover> cover, Optional<Instant> lookAt) {
        Tuple row = withCover(Tuple.tuple().addString(jobId).addValue(waveforms.toArray(Buffer[]::new)), cover)
                .addOffsetDateTime(lookAt.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null));
        return pool.preparedQuery(KEEP).execute(row).replaceWithVoid();
    }

    /** For a cover that came later than its song. False if the job is not there any more. */
    public Uni<Boolean> cover(String jobId, Cover cover) {
        return pool.preparedQuery(COVER)
                .execute(withCover(Tuple.of(jobId), Optional.of(cover)))
                .map(done -> done.rowCount() == 1);
    }

    /** Empty where there is none. */
    public Uni<Optional<Drawing>> waveform(String jobId, int n) {
        return pool.preparedQuery(WAVEFORM).execute(Tuple.of(jobId, n)).map(rows -> first(rows)
                .filter(row -> row.getBuffer("peaks") != null)
                .map(row -> new Drawing(row.getBuffer("peaks").getDelegate(), row.getBoolean("covered"))));
    }

    public Uni<Optional<Cover>> cover(String jobId) {
        return pool.preparedQuery(COVER_OF).execute(Tuple.of(jobId)).map(rows -> first(rows)
                .map(row -> new Cover(
                        row.getString("cover_type"), row.getLong("cover_bytes"), row.getString("cover_sha256"))));
    }

    /**
     * Takes what is due, whatever replicas ask at the same time.
     *
     * @param forgotten after how long a claim that nobody has settled is due again
     */
    public Uni<List<Due>> claim(int most, Duration forgotten) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(forgotten.toMillis(), most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row ->
                                new Due(row.getString("job_id"), row.getInteger("looks"), row.getBoolean("covered")))
                        .toList());
    }

    public Uni<Void> looked(String jobId, int looks, Optional<Instant> next) {
        Tuple row = Tuple.of(jobId, looks)
                .addOffsetDateTime(next.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null));
        return pool.preparedQuery(LOOKED).execute(row).replaceWithVoid();
    }

    private static Tuple withCover(Tuple row, Optional<Cover> cover) {
        return row.addString(cover.map(Cover::contentType).orElse(null))
                .addLong(cover.map(Cover::bytes).orElse(null))
                .addString(cover.map(Cover::sha256).orElse(null));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }
}
