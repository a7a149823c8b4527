package dev.segue.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
import dev.segue.database.OwnPostgres;
import dev.segue.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As in production, with a database whose certificate is of an authority that no JDK knows. */
class TlsIT {

    private static final Path CERTIFICATE =
            Path.of("src/test/resources/tls/server.crt").toAbsolutePath();

    private static final String AUTHORITY = "QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS";

    @TempDir
    Path folder;

    private OwnPostgres server;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        // The server takes no key that others may read.
        Path key = Files.copy(Path.of("src/test/resources/tls/server.key"), folder.resolve("server.key"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        server = OwnPostgres.in(
                folder.resolve("postgres"), "ssl=on", "ssl_cert_file=" + CERTIFICATE, "ssl_key_file=" + key);
        environment.putAll(server.database().asEnvironment());
        environment.put("SEGUE_AUDIO_LOCATION", "file:" + folder.resolve("audio"));
        environment.putAll(Manifests.settings("overlays/prod"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void database_whoseAuthorityIsNamed_isSpokenToInSecret() throws Exception {
        // Given
        environment.put(AUTHORITY, CERTIFICATE.toString());
        try (PackagedSegue job = PackagedSegue.start(folder, environment, "migrate")) {
            assertThat(job.exitCode()).as("%s", job.lines()).isZero();
        }
        environment.put("SEGUE_AUTH_ADMIN_KEY", "sk_" + "0".repeat(64));

        // When
        try (PackagedSegue segue = PackagedSegue.start(folder, environment)) {
            given().baseUri(segue.address())
                    .when()
                    .get("/q/health/ready")
                    .then()
                    .statusCode(200);

            // Then
            assertThat(inSecret()).isPositive().isEqualTo(connections());
        }
    }

    @Test
    void database_ofAnUnknownAuthority_isRefusedInOneSentence() throws Exception {
        // Given
        environment.remove(AUTHORITY);
        environment.remove("QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM");

        // When
        try (PackagedSegue segue = PackagedSegue.start(folder, environment)) {
            // Then
            assertThat(segue.exitCode()).isNotZero();
            assertThat(segue.lines())
                    .singleElement()
                    .asString()
                    .contains("quarkus.datasource.reactive.url", "certification path");
        }
    }

    private long inSecret() throws Exception {
        return count(" JOIN pg_stat_ssl USING (pid) WHERE ssl AND pid <> pg_backend_pid() AND datname = 'segue'");
    }

    private long connections() throws Exception {
        return count(" WHERE pid <> pg_backend_pid() AND datname = 'segue'");
    }

    private long count(String which) throws Exception {
        TestDatabase database = server.database();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM pg_stat_activity" + which)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
