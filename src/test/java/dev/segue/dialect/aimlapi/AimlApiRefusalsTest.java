package dev.segue.dialect.aimlapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.dialect.Wire.Answer;
import dev.segue.sandbox.Shape;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AimlApiRefusalsTest extends ImitatedAimlApi {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                                            | not JSON",
                "[]                                                                           | JSON object",
                "{}                                                                           | model must be one of",
                "{'model':'suno'}                                                             | model must be one of",
                "{'model':'minimax/music-2.6','prompt':'A calm piano song'}                    | lyrics is required",
                "{'model':'minimax/music-2.6','prompt':'short','lyrics':'long enough, it is'}  | prompt must have at least 10",
                "{'model':'minimax/music-2.6','prompt':7,'lyrics':'long enough, it is'}        | prompt must be a string",
                "{'model':'minimax/music-2.6','prompt':'A calm piano song','lyrics':'long enough, it is','audio_setting':'mp3'} | audio_setting must be an object",
                "{'model':'minimax/music-2.6','prompt':'A calm piano song','lyrics':'long enough, it is','audio_setting':{'bitrate':32000}} | audio_setting.format is required",
                "{'model':'minimax/music-2.6','prompt':'A calm piano song','lyrics':'long enough, it is','audio_setting':{'format':'ogg'}} | audio_setting.format must be one of",
                "{'model':'minimax-music','prompt':'Side by side'}                            | reference_audio_url is required",
                "{'model':'minimax-music','reference_audio_url':'https://example.com/a.mp3'}  | prompt is required",
                "{'model':'minimax-music','prompt':'Side by side','reference_audio_url':'a.mp3'} | reference_audio_url must be an http",
                "{'model':'stable-audio','prompt':'Rain','seconds_total':48}                  | seconds_total must be at most 47"
            })
    void create_thatTheProviderWouldRefuse_isRefusedInItsShapeAndMakesNothing(String body, String complaint) {
        // Given
        String newest = newest();

        // When
        Answer answer = client.post(PATH, body.replace('\'', '"'));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertError(answer);
        assertThat(answer.json().getString("message")).contains(complaint);
        assertThat(newest()).isEqualTo(newest);
    }

    @Test
    void body_tooLarge_isRefusedInTheirShape() {
        // When
        Answer large = client.post(PATH, song("x".repeat(70_000)));
        Answer huge = client.post(PATH, song("x".repeat(1_100_000)));

        // Then
        assertThat(large.status()).isEqualTo(413);
        assertError(large);
        assertThat(huge.status()).isEqualTo(413);
        assertError(huge);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"job_00000000000000000000000000", "906aec79-b0af-40c4-adae-15e6c4410e29:minimax-music", "%00"})
    void look_atAnIdThatNobodyGave_is404(String id) {
        // When
        Answer answer = client.get(LOOK + id);

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(Shape.of(answer.json())).isEqualTo(shape("error-404"));
        assertThat(answer.json().getString("message")).isEqualTo("Generation not found");
    }

    @ParameterizedTest
    @CsvSource({"GET, 400", "PUT, 405", "DELETE, 405", "PATCH, 405"})
    void request_thatIsNone_isRefusedInTheirShape(String method, int status) {
        // When
        Answer answer = client.send(method, PATH, BodyPublishers.noBody());

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertError(answer);
    }

    @Test
    void head_ofAnything_makesNothing() {
        // Given
        String newest = newest();

        // When
        Answer answer = client.send("HEAD", PATH, BodyPublishers.noBody());

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(newest()).isEqualTo(newest);
    }
}
