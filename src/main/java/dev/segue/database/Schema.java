package dev.segue.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** The schema, where somebody else brings it up to date. */
final class Schema {

    /** The last migration of {@code db/migration}. A later one in the database is fine: it was made to be. */
    static final int NEEDED = 12;

    static final String APPLIED = "SELECT max(version::int) FROM flyway_schema_history WHERE success";
    static final String NO_SUCH_TABLE = "42P01";

    private Schema() {}

    /** Waits until the migration has been made. Nothing has been started yet: a signal ends the process at once, and nobody logs. */
    static void await(Connection connection) throws SQLException {
        int told = NEEDED;
        for (int found = version(connection); found < NEEDED; found = version(connection)) {
            if (told != found) {
                told = found;
                System.err.printf(
                        "Segue waits for the migration: the schema is at version %d, not at %d%n", found, NEEDED);
            }
            pause();
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery(APPLIED)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException refusal) {
            if (NO_SUCH_TABLE.equals(refusal.getSQLState())) {
                return 0;
            }
            throw refusal;
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("the wait for the migration was interrupted", interrupted);
        }
    }
}
