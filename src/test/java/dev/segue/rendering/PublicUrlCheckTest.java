package dev.segue.rendering;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "/v1", "ftp://segue.example", "https://", "https://a b", "https://a.example/?x=1"})
    void address_thatNobodyCouldFollow_isNamedAtTheStart(String url) {
        assertThatThrownBy(() -> PublicUrlCheck.check(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("segue.public-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "https://songs.example", "https://example.com/segue/"})
    void address_ofAServer_isTaken(String url) {
        assertThatCode(() -> PublicUrlCheck.check(url)).doesNotThrowAnyException();
    }
}
