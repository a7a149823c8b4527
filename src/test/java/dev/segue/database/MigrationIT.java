package dev.segue.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.PackagedSegue;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations as a step of their own, as the Job in {@code k8s/} makes it. */
class MigrationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void replica_thatComesBeforeTheMigration_waitsForIt() throws Exception {
        // Given
        TestDatabase database = TestDatabase.empty();
        Map<String, String> waiting = new HashMap<>(database.asEnvironment());
        waiting.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
        try (PackagedSegue replica = PackagedSegue.start(folder, waiting)) {
            await().atMost(PATIENCE)
                    .until(() -> replica.lines().stream().anyMatch(line -> line.contains("waits for the migration")));

            // When
            Map<String, String> job = new HashMap<>(waiting);
            job.put("SEGUE_AUTH_MODE", "api-key"); // without a key: who only migrates needs none
            try (PackagedSegue migration = PackagedSegue.start(folder, job, "migrate")) {
                assertThat(migration.exitCode()).as(migration.lines()::toString).isZero();
                assertThat(migration.lines()).noneMatch(line -> line.contains("Listening on"));
            }

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> RestAssured.given()
                    .get(replica.address() + "/q/health/ready")
                    .then()
                    .statusCode(200));
        }
    }

    @Test
    void migration_thatIsDone_endsTheStepAtOnce() throws Exception {
        // Given
        TestDatabase database = TestDatabase.empty();
        long began = System.nanoTime();
        try (PackagedSegue migration = PackagedSegue.start(folder, database.asEnvironment(), "migrate")) {
            await().atMost(PATIENCE)
                    .until(() -> migration.lines().stream().anyMatch(line -> line.contains("Successfully applied")));

            // When
            long done = System.nanoTime();
            int code = migration.exitCode();

            // Then
            assertThat(code).as(migration.lines()::toString).isZero();
            assertThat(System.nanoTime() - done)
                    .as("what it takes to end, against what it took to start and migrate")
                    .isLessThan(done - began);
        }
    }
}
