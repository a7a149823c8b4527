package dev.segue.dialect.useapi;

import dev.segue.ledger.Entry;
import dev.segue.ledger.EntryRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The songs that a caller has. As theirs does, it leaves out what is not ready and what was moderated. */
@Singleton
class Songbook {

    private static final String PAGE = """
            SELECT %s FROM job
             WHERE caller = $1 AND model = $2 AND status = 'completed' AND ($3::text IS NULL OR id < $3)
             ORDER BY id DESC LIMIT $4
            """.formatted(EntryRows.COLUMNS);

    private final Pool pool;
    private final EntryRows rows;

    @Inject
    Songbook(Pool pool, EntryRows rows) {
        this.pool = pool;
        this.rows = rows;
    }

    /**
     * Newest first.
     *
     * @param last only songs older than that one; {@code null}: from the newest
     */
    Uni<List<Entry>> page(String caller, String last, int limit) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(caller, Wish.MODEL, last, limit))
                .map(rows::entries);
    }
}
