package dev.segue.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PostgresResourceTest {

    @Inject
    Pool pool;

    @Test
    void application_underTest_hasADatabaseOfItsOwn() {
        // When
        String name = pool.query("SELECT current_database()")
                .execute()
                .map(rows -> rows.iterator().next().getString(0))
                .await()
                .atMost(Duration.ofSeconds(10));

        // Then
        assertThat(name).startsWith("test_");
    }
}
