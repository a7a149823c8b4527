package dev.segue.provider.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

    @ParameterizedTest
    @CsvSource({
        "base-url, api.useapi.net",
        "base-url, ftp://api.useapi.net",
        "base-url, 'https://api.useapi.net/?key=1'",
        "base-url, https://user:pass@api.useapi.net",
        "base-url, 'https://a b'",
        "api-key, 'two words'",
        "accounts, 'a,b,a'",
        "create-timeout, PT0S",
        "look-timeout, PT-1S",
        "breaker-delay, PT0S",
        "max-jobs, 0",
        "rate-limit, 0",
        "rate-limit, NaN",
        "safe-statuses, '429,200'"
    })
    void setting_thatCannotWork_isNamedAtTheStart(String name, String value) {
        // Given
        ProvidersConfig config = config(Map.of("segue.providers.useapi." + name, value));

        // When
        ConfigurationException failure = catchThrowableOfType(
                ConfigurationException.class, () -> SettingsCheck.check("useapi", config.useapi()));

        // Then
        assertThat(failure).hasMessageStartingWith("segue.providers.useapi." + name + " ");
    }

    @Test
    void settings_asShipped_areFine() {
        // Given
        ProvidersConfig config = config(Map.of("segue.providers.useapi.accounts", "1,2"));

        for (String provider : ProvidersConfig.IDS) {
            // When
            SettingsCheck.check(provider, config.of(provider));
        }

        // Then
        assertThat(config.useapi().apiKey()).isEmpty();
    }

    private static ProvidersConfig config(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>();
        for (String provider : ProvidersConfig.IDS) {
            all.put("segue.providers." + provider + ".base-url", "https://api.example.com");
            all.put("segue.providers." + provider + ".api-key", "");
        }
        all.putAll(properties);
        return new SmallRyeConfigBuilder()
                .withMapping(ProvidersConfig.class)
                .withDefaultValues(all)
                .build()
                .getConfigMapping(ProvidersConfig.class);
    }
}
