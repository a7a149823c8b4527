package dev.segue.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.access.AuthConfig.Mode;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

    @Test
    void start_apiKeyModeWithoutAKey_stopsWithASentenceThatNamesBothSettings() {
        // Given
        Authentication authentication = authentication(Mode.API_KEY, " ");

        // When
        // Then
        assertThatThrownBy(authentication::check)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("segue.auth.mode", "SEGUE_AUTH_MODE", "SEGUE_AUTH_ADMIN_KEY");
    }

    @Test
    void start_oidcMode_isRefused() {
        // Given
        Authentication authentication = authentication(Mode.OIDC, null);

        // When
        // Then
        assertThatThrownBy(authentication::check)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("segue.auth.mode");
    }

    @Test
    void start_withAKey_goesOn() {
        // Given
        Authentication authentication = authentication(Mode.API_KEY, "sk_admin");

        // When
        // Then
        assertThatNoException().isThrownBy(authentication::check);
    }

    @Test
    void caller_withTheAdminKey_isAdminAndNobodyElse() {
        // Given
        Authentication authentication = authentication(Mode.API_KEY, "sk_admin");

        // When
        Caller caller = authentication.caller("sk_admin").await().indefinitely().orElseThrow();

        // Then
        assertThat(caller.id()).isEqualTo("admin");
        assertThat(caller.may(Scope.ADMIN)).isTrue();
        assertThat(authentication.caller("sk_other").await().indefinitely()).isEmpty();
        assertThat(authentication.caller(null).await().indefinitely()).isEmpty();
    }

    private static Authentication authentication(Mode mode, String key) {
        return new Authentication(new Auth(mode, key, Duration.ofHours(1)));
    }
}
