package dev.segue.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    private static final List<String> SETTINGS = List.of("fsync=on", "max_connections=20");

    @TempDir
    Path folder;

    @Test
    void server_startedAgain_keepsDataAndSettings() throws Exception {
        // Given
        EmbeddedPostgres first = EmbeddedPostgres.start(folder, SETTINGS);
        try (Connection connection = first.database("segue").connect()) {
            connection.createStatement().execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        first.stop();

        // When
        EmbeddedPostgres second = EmbeddedPostgres.start(folder, SETTINGS);

        // Then
        try (Connection connection = second.database("segue").connect()) {
            assertThat(answer(connection, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(answer(connection, "SHOW fsync")).isEqualTo("on");
            assertThat(answer(connection, "SHOW max_connections")).isEqualTo("20");
            assertThat(answer(connection, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        } finally {
            second.stop();
        }
    }

    @Test
    void server_ofAnotherMajorVersion_isRefusedInOneSentence() throws Exception {
        // Given
        EmbeddedPostgres.start(folder, SETTINGS).stop();
        Files.writeString(folder.resolve("data/PG_VERSION"), "9\n");

        // When / Then
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder, SETTINGS))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("segue.database.directory")
                .hasMessageContaining("PostgreSQL 9");
    }

    @Test
    void folder_thatIsAFile_isRefusedInOneSentence() throws Exception {
        // Given
        Path file = Files.createFile(folder.resolve("file"));

        // When / Then
        assertThatThrownBy(() -> EmbeddedPostgres.start(file, SETTINGS))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("segue.database.directory");
    }

    private static String answer(Connection connection, String question) throws Exception {
        try (ResultSet rows = connection.createStatement().executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
