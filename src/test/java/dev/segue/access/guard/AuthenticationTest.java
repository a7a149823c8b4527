package dev.segue.access.guard;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.KeyedAccess;
import dev.segue.access.Auth;
import dev.segue.access.AuthConfig.Mode;
import dev.segue.access.key.Holders;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The start, as an operator might have configured it; the database is that of an application that runs. */
@QuarkusTest
@TestProfile(KeyedAccess.class)
class AuthenticationTest {

    @Inject
    Holders holders;

    @Inject
    TokenHolders tokens;

    @Inject
    Pool pool;

    @Test
    void start_apiKeyModeWithoutAnyKey_stopsWithASentenceThatNamesBothSettings() {
        // Given
        pool.query("DELETE FROM api_key").execute().await().atMost(Duration.ofSeconds(10));
        Authentication authentication = authentication(Mode.API_KEY, " ", null);

        // When
        // Then
        assertThatThrownBy(authentication::checkKeys)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("segue.auth.mode", "SEGUE_AUTH_MODE", "SEGUE_AUTH_ADMIN_KEY");
    }

    @Test
    void start_apiKeyModeWithoutAnAdminKey_goesOnWhereThereAreOthers() {
        // Given
        KeyedAccess.keyOf("anybody");
        Authentication authentication = authentication(Mode.API_KEY, null, null);

        // When
        // Then
        assertThatNoException().isThrownBy(authentication::checkKeys);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "issuer.example.com", "ftp://issuer.example.com", "https://", "http://a b"})
    void start_oidcModeWithoutAnIssuer_stopsWithASentenceThatNamesTheSetting(String issuer) {
        // Given
        Authentication authentication = authentication(Mode.OIDC, null, issuer);

        // When
        // Then
        assertThatThrownBy(authentication::check)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("quarkus.oidc.auth-server-url", "QUARKUS_OIDC_AUTH_SERVER_URL");
    }

    private Authentication authentication(Mode mode, String key, String issuer) {
        return new Authentication(Auth.of(mode, key), holders, tokens, Optional.ofNullable(issuer));
    }
}
