package dev.segue.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.segue.PackagedSegue;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewcomerIT {

    @TempDir
    static Path folder; // for all: only the first has to unpack and initialise

    @BeforeEach
    void jarOnly() {
        assumeThat(PackagedSegue.isNative())
                .as("the native executable brings no PostgreSQL")
                .isFalse();
    }

    @Test
    void segue_startedWithNothing_bringsItsDatabaseAndTakesItAway() throws Exception {
        // When
        try (PackagedSegue segue = PackagedSegue.start(folder, Map.of())) {
            // Then
            assertReady(segue);
            assertThat(pidFile()).exists();
        }
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void segue_startedAfterAKill_joinsTheServerThatWasLeftBehind() throws Exception {
        // Given
        PackagedSegue killed = PackagedSegue.start(folder, Map.of());
        killed.address();
        String server = Files.readString(pidFile());
        killed.kill();

        // When
        try (PackagedSegue next = PackagedSegue.start(folder, Map.of())) {
            // Then
            assertReady(next);
            assertThat(pidFile()).hasContent(server);
        }
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void server_usedByTwo_outlivesTheFirstToLeave() throws Exception {
        // Given
        PackagedSegue first = PackagedSegue.start(folder, Map.of());
        first.address();
        try (PackagedSegue second = PackagedSegue.start(folder, Map.of())) {
            second.address();

            // When
            first.close();

            // Then
            assertReady(second);
        }
        assertThat(pidFile()).doesNotExist();
    }

    private static Path pidFile() {
        return folder.resolve("data/postgres/data/postmaster.pid");
    }

    private static void assertReady(PackagedSegue segue) {
        RestAssured.given().get(segue.address() + "/q/health/ready").then().statusCode(200);
    }
}
