package dev.segue.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseCheckTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void schema_needed_isTheLastMigration() throws IOException {
        try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(migrations
                            .map(file -> file.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"))
                            .mapToInt(Integer::parseInt)
                            .max())
                    .hasValue(Schema.NEEDED);
        }
    }

    @Test
    void database_withTheSchema_isUp() {
        // Given
        TestDatabase database = TestDatabase.fresh();

        // When / Then: it gives a slow machine's database three seconds only
        await().atMost(Duration.ofSeconds(60))
                .until(() -> check(database).getStatus() == HealthCheckResponse.Status.UP);
    }

    @Test
    void database_withoutASchema_isDownAndSaysSo() {
        // Given
        TestDatabase database = TestDatabase.empty();

        // When / Then
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            HealthCheckResponse response = check(database);
            assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            assertThat(response.getData().orElseThrow().get("reason"))
                    .asString()
                    .contains("version 0");
        });
    }

    @Test
    void database_thatIsAway_isDownWithoutItsAddress() {
        // Given
        TestDatabase nowhere = new TestDatabase("postgresql://127.0.0.1:1/nothing", "nobody", "open-sesame");

        // When
        HealthCheckResponse response = check(nowhere);

        // Then
        assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(response.getData().orElseThrow().get("reason"))
                .asString()
                .isNotBlank()
                .doesNotContain("sesame", "127.0.0.1");
    }

    private HealthCheckResponse check(TestDatabase database) {
        Pool pool = database.pool(vertx, 4);
        return new DatabaseCheck(pool).call().await().atMost(Duration.ofSeconds(10));
    }
}
