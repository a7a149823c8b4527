package dev.segue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.segue.audio.AudioLocationException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartFailureTest {

    @ConfigMapping(prefix = "shop")
    interface Shop {
        Duration patience();

        int apiKey();
    }

    @Test
    void sentence_ofValuesThatCannotBeRead_namesEachPropertyAndNoSecret() {
        // Given
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder()
                .withMapping(Shop.class)
                .withDefaultValue("shop.patience", "endless")
                .withDefaultValue("shop.api-key", "sk_sesame");

        // When
        Throwable failure = new RuntimeException("Failed to start quarkus", catchThrowable(config::build));

        // Then
        assertThat(StartFailure.sentence(failure)).hasValueSatisfying(sentence -> assertThat(sentence)
                .contains("shop.patience: ")
                .contains("shop.api-key: cannot be read")
                .doesNotContain("sesame", "SRCFG"));
    }

    @Test
    void sentence_ofAnEmptyProperty_saysThatAndNoMore() {
        // Given
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder()
                .withMapping(Shop.class)
                .withDefaultValue("shop.patience", "")
                .withDefaultValue("shop.api-key", "1");

        // When
        Throwable failure = catchThrowable(config::build);

        // Then
        assertThat(StartFailure.sentence(failure)).contains("shop.patience: must not be empty");
    }

    @Test
    void sentence_ofAMissingProperty_namesIt() {
        // Given
        SmallRyeConfigBuilder config =
                new SmallRyeConfigBuilder().withMapping(Shop.class).withDefaultValue("shop.patience", "PT1S");

        // When
        Throwable failure = catchThrowable(config::build);

        // Then
        assertThat(StartFailure.sentence(failure))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).contains("shop.api-key").doesNotContain("SRCFG"));
    }

    @Test
    void sentence_ofAConfigurationException_isItsMessage() {
        // Given
        Throwable failure = new RuntimeException(
                "Failed to start quarkus",
                new ConfigurationException("shop.patience: is too short", new IllegalStateException("cause")));

        // When / Then
        assertThat(StartFailure.sentence(failure)).contains("shop.patience: is too short");
    }

    @Test
    void sentence_ofAPortThatIsNone_namesTheProperty() {
        // Given
        Throwable failure = new RuntimeException(
                "Failed to start quarkus", catchThrowable(() -> new HttpServerOptions().setPort(99_999)));

        // When / Then
        assertThat(StartFailure.sentence(failure))
                .hasValueSatisfying(sentence -> assertThat(sentence).startsWith("quarkus.http.port: "));
    }

    @Test
    void sentence_ofAnAudioFolder_isItsMessage() {
        // Given
        Throwable failure = new RuntimeException(
                "Failed to start quarkus", new AudioLocationException("segue.audio.location cannot be written."));

        // When / Then
        assertThat(StartFailure.sentence(failure)).contains("segue.audio.location cannot be written.");
    }

    @Test
    void sentence_ofAMistakeOfOurs_isMissing() {
        // Given
        Throwable failure = new RuntimeException("Failed to start quarkus", new IllegalStateException("a bug"));

        // When / Then
        assertThat(StartFailure.sentence(failure)).isEmpty();
    }
}
