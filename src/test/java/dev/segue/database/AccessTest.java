package dev.segue.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql://host:5432/db, jdbc:postgresql://host:5432/db",
        "postgres://host/db, jdbc:postgresql://host/db",
        "vertx-reactive:postgresql://host:5432/db?sslmode=require, jdbc:postgresql://host:5432/db?sslmode=require",
        "'postgresql://one/db,postgresql://two/db', jdbc:postgresql://one/db"
    })
    void jdbcUrl_ofAReactiveOne_isTheSameAddress(String reactive, String jdbc) {
        // Given
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withInterceptors(new JdbcUrl())
                .withDefaultValue("quarkus.datasource.reactive.url", reactive)
                .build();

        // When
        String derived = config.getValue("quarkus.datasource.jdbc.url", String.class);

        // Then
        assertThat(derived).isEqualTo(jdbc);
    }

    @ParameterizedTest
    @CsvSource({
        "disable, , , ?sslmode=disable",
        "prefer, , , ?sslmode=prefer",
        "require, , true, ?sslmode=require",
        "require, , , ?sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory&sslmode=verify-ca",
        "require, /ca.pem, , ?sslmode=verify-ca&sslrootcert=%2Fca.pem",
        "verify-full, '/ca.pem,/other.pem', false, ?sslmode=verify-full&sslrootcert=%2Fca.pem"
    })
    void jdbcUrl_ofASecuredWay_trustsTheSameServers(String mode, String certificates, String trustsAll, String query) {
        // Given
        SmallRyeConfigBuilder settings = new SmallRyeConfigBuilder()
                .withInterceptors(new JdbcUrl())
                .withDefaultValue("quarkus.datasource.reactive.url", "postgresql://host/db")
                .withDefaultValue(Tls.MODE, mode);
        if (certificates != null) {
            settings.withDefaultValue("quarkus.datasource.reactive.trust-certificate-pem.certs", certificates);
        }
        if (trustsAll != null) {
            settings.withDefaultValue("quarkus.datasource.reactive.trust-all", trustsAll);
        }

        // When
        String derived = settings.build().getValue("quarkus.datasource.jdbc.url", String.class);

        // Then
        assertThat(derived).isEqualTo("jdbc:postgresql://host/db" + query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://host/db", "host:5432/db", "postgresql://me:secret@host/db", "postgresql:///db"})
    void address_thatIsNoPostgresUrlOrHoldsCredentials_isNotWellFormed(String url) {
        assertThat(new Access(url, null, null).isWellFormed()).isFalse();
    }

    @Test
    void access_printed_keepsThePasswordToItself() {
        assertThat(new Access("postgresql://host/db", "me", "open-sesame"))
                .asString()
                .contains("me", "host")
                .doesNotContain("sesame");
    }

    @Test
    void freshDatabase_forAPlainTest_isMigrated() throws Exception {
        // Given
        TestDatabase database = TestDatabase.fresh();

        // When
        try (Connection connection = new Access(database.url(), database.user(), database.password()).connect()) {
            // Then
            assertThat(connection
                            .getMetaData()
                            .getTables(null, "public", "flyway_schema_history", null)
                            .next())
                    .isTrue();
        }
    }
}
