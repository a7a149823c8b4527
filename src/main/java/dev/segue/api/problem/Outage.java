package dev.segue.api.problem;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells failures of the database from ours. */
final class Outage {

    /** Connection lost, no resources left, operator intervention: may pass. */
    private static final Set<String> PASSING = Set.of("08", "53", "57");

    private static final String NOT_TEXT = "22021";

    /** How the pool says that no connection came free in time, to statements and to transactions; it has no type of its own. */
    private static final Set<String> POOL_TIMEOUT = Set.of("Timeout", "Timeout waiting for connection");

    private Outage() {}

    /** Whether the same request may succeed a little later. */
    static boolean isOne(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof SocketException
                        || cause instanceof ClosedConnectionException
                        || cause instanceof ClosedChannelException
                        || POOL_TIMEOUT.contains(String.valueOf(cause.getMessage()))
                        || cause instanceof PgException refused
                                && refused.getSqlState() != null
                                && PASSING.contains(refused.getSqlState().substring(0, 2)));
    }

    /** Whether what was asked for has a character (NUL) that nothing in the database can have. */
    static boolean notText(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof PgException refused && NOT_TEXT.equals(refused.getSqlState()));
    }

    static boolean fromDatabase(Throwable failure) {
        return causes(failure).anyMatch(PgException.class::isInstance);
    }

    /** What can be logged of it: no message of the database. */
    static String words(Throwable failure) {
        Optional<PgException> refused = causes(failure)
                .filter(PgException.class::isInstance)
                .map(PgException.class::cast)
                .findFirst();
        return refused.map(cause -> "SQLSTATE " + cause.getSqlState())
                .orElseGet(() -> failure.getClass().getSimpleName());
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20); // a chain may be a ring
    }
}
