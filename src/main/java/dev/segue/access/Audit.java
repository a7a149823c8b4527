package dev.segue.access;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Keeps what operators did. */
@Singleton
public class Audit {

    private static final String WRITE = "INSERT INTO audit (actor, action, object) VALUES ($1, $2, $3)";

    private final CurrentCaller current;

    @Inject
    Audit(CurrentCaller current) {
        this.current = current;
    }

    /**
     * The line of what the present request is about to do; taken before going asynchronous.
     *
     * @param action as {@code key.created}
     * @param object an id; never a secret, nor anything that a caller wrote
     */
    public Line line(String action, String object) {
        return new Line(current.actor(), action, object);
    }

    public record Line(String actor, String action, String object) {

        /**
         * Writes it.
         *
         * @param connection that of the transaction in which the deed is done; or the pool, before the deed, where that is a
         *     statement of its own: then nothing is done of which there is no line
         */
        public Uni<Void> write(SqlClient connection) {
            return connection
                    .preparedQuery(WRITE)
                    .execute(Tuple.of(actor, action, object))
                    .replaceWithVoid();
        }
    }
}
