package dev.segue.access;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Keeps what operators did. */
@Singleton
public class Audit {

    private static final String WRITE = "INSERT INTO audit (actor, action, object) VALUES ($1, $2, $3)";

    private final Pool pool;
    private final CurrentCaller current;

    @Inject
    Audit(Pool pool, CurrentCaller current) {
        this.pool = pool;
        this.current = current;
    }

    /**
     * The line of what the present request is about to do; taken before going asynchronous.
     *
     * @param action as {@code key.create}
     * @param object an id; never a secret, nor anything that a caller wrote
     */
    public Line line(String action, String object) {
        return new Line(current.actor(), action, object);
    }

    /** Writes it before a deed that is a statement of its own: nothing is done of which there is no line. */
    public Uni<Void> write(Line line) {
        return line.write(pool);
    }

    public record Line(String actor, String action, String object) {

        /** Writes it in the transaction in which the deed is done. */
        public Uni<Void> write(SqlClient connection) {
            return connection
                    .preparedQuery(WRITE)
                    .execute(Tuple.of(actor, action, object))
                    .replaceWithVoid();
        }
    }
}
