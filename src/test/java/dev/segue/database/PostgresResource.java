package dev.segue.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives tests a PostgreSQL.
 *
 * <p>Every {@code @QuarkusTest} gets it without asking: the file
 * {@code META-INF/services/io.quarkus.test.common.QuarkusTestResourceLifecycleManager} names this class. Each start of
 * an application finds a fresh database; one server serves the whole test JVM.
 *
 * <p>A plain test asks for a {@link TestDatabase#fresh() database of its own}.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return TestDatabase.empty().asConfiguration();
    }

    @Override
    public void stop() {
        // The next start needs the server; it ends with the JVM.
    }
}
