package dev.segue.dialect.aimlapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.dialect.Wire.Answer;
import dev.segue.sandbox.Shape;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AimlApiDialectTest extends ImitatedAimlApi {

    @ParameterizedTest
    @CsvSource({
        "create-request-minimax-music, create-answer-minimax-music, :minimax-music",
        "create-request-minimax-music-2.6, create-answer-minimax-music-2.6, ''",
        "create-request-minimax-music-2.6-audio-setting, create-answer-minimax-music-2.6, ''",
        "create-request-music-2.0, create-answer-minimax-music, ''",
        "create-request-music-1.5, create-answer-slashed-id, :minimax/music-1.5",
        "create-request-music-cover, create-answer-slashed-id, :minimax/music-cover",
        "create-request-stable-audio, create-answer-slashed-id, :stable-audio",
        "create-request-eleven-music, create-answer-slashed-id, :elevenlabs/eleven_music",
        "create-request-lyria2, create-answer-slashed-id, :google/lyria2"
    })
    void exchange_asTheProvidersExamples_hasTheirShapesToTheEnd(String request, String created, String suffix) {
        // When
        Answer first = sample(request);
        JsonObject last = client.until(LOOK + first.json().getString("id"), AimlApiDialectTest::isOver);

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertJson(first);
        assertThat(Shape.of(first.json())).isEqualTo(shape(created));
        assertThat(first.json().getString("id")).startsWith("job_").endsWith(suffix);
        assertThat(first.json().getString("status")).isIn("queued", "generating");
        assertThat(last.getString("status")).isEqualTo("completed");
        assertThat(last.getString("id")).isEqualTo(first.json().getString("id"));
        last.remove("meta"); // optional on a look
        assertThat(Shape.of(last)).isEqualTo(shape("look-answer-completed-minimax-music"));
    }

    @Test
    void song_completed_isHeardAtAnAddressOfOursWithoutAKey() {
        // Given
        String id =
                sample("create-request-minimax-music-2.6-audio-setting").json().getString("id");
        JsonObject file = client.until(LOOK + id, AimlApiDialectTest::isOver).getJsonObject("audio_file");

        // When
        Answer audio = client.get(file.getString("url"));

        // Then
        assertThat(file.getString("url")).startsWith(client.origin() + "/v1/jobs/" + id + "/audio/0?ticket=");
        assertThat(file.getString("file_name")).isEqualTo("output.mp3");
        assertThat(audio.status()).isEqualTo(200);
        assertThat(audio.header("content-type"))
                .isEqualTo(file.getString("content_type"))
                .isEqualTo("audio/mpeg");
        assertThat(audio.body()).hasSize(file.getInteger("file_size"));
    }

    @Test
    void id_withAColon_isFoundEncodedOrNot() {
        // Given
        String id = sample("create-request-music-1.5").json().getString("id");

        // When
        Answer plain = client.get(LOOK + id);
        Answer encoded = client.get(LOOK + URLEncoder.encode(id, StandardCharsets.UTF_8));

        // Then
        assertThat(plain.json().getString("id")).isEqualTo(id);
        assertThat(encoded.json().getString("id")).isEqualTo(id);
        assertThat(id).contains(":", "/");
    }

    @Test
    void create_always_tellsUsageAtTheirRate() {
        // When
        JsonObject usage = sample("create-request-minimax-music-2.6")
                .json()
                .getJsonObject("meta")
                .getJsonObject("usage");

        // Then
        assertThat(usage.getDouble("usd_spent")).isPositive();
        assertThat(usage.getInteger("credits_used")).isEqualTo((int) (usage.getDouble("usd_spent") * 2_000_000));
    }

    @Test
    void create_whileTheProviderIsDown_isServedByAnotherRoute() {
        // Given a request that nobody can start at AI/ML API
        JsonObject request = song("[[sandbox:create=503,provider=aimlapi]]");

        // When
        String id = client.post(PATH, request).json().getString("id");
        JsonObject last = client.until(LOOK + id, AimlApiDialectTest::isOver);

        // Then
        assertThat(last.getString("status")).isEqualTo("completed");
        assertThat(job(id).getString("provider")).isEqualTo("apidot");
    }

    @Test
    void create_whileItsFirstRouteIsDown_fallsToTheNext() {
        // Given
        JsonObject request = song("[[sandbox:create=503,provider=apidot]]");

        // When
        String id = client.post(PATH, request).json().getString("id");
        JsonObject last = client.until(LOOK + id, AimlApiDialectTest::isOver);

        // Then
        assertThat(last.getString("status")).isEqualTo("completed");
        assertThat(last.getJsonObject("meta").getJsonObject("usage"))
                .isEqualTo(new JsonObject().put("credits_used", 390_000).put("usd_spent", 0.195));
        assertThat(job(id).getJsonArray("attempts"))
                .extracting(attempt -> ((JsonObject) attempt).getString("outcome"))
                .containsExactly("not_started", "succeeded");
    }

    @Test
    void create_whoseAnswerIsLost_goesOnUntilTheProviderCallsBack() {
        // Given
        JsonObject request = song("[[sandbox:create=cut,provider=apidot]]");

        // When
        String id = client.post(PATH, request).json().getString("id");
        JsonObject last = client.until(LOOK + id, AimlApiDialectTest::isOver);

        // Then
        assertThat(last.getString("status")).isEqualTo("completed");
        assertThat(job(id).getJsonArray("attempts")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"failed, Error", "moderated, ModerationError"})
    void task_thatFails_isAnErrorInTheSampleShape(String how, String name) {
        // Given
        JsonObject request = song("[[sandbox:task=" + how + "]]");

        // When
        String id = client.post(PATH, request).json().getString("id");
        JsonObject last = client.until(LOOK + id, AimlApiDialectTest::isOver);

        // Then
        last.remove("meta");
        assertThat(last.getString("status")).isEqualTo("error");
        assertThat(last.getJsonObject("error").getString("name")).isEqualTo(name);
        assertThat(Shape.of(last)).isEqualTo(shape("look-answer-error"));
    }

    @Test
    void create_repeatedWithItsKey_answersTheSameSong() {
        // Given
        JsonObject request = song("");
        String key = UUID.randomUUID().toString();

        // When
        Answer first = client.post(PATH, request, "Idempotency-Key", key);
        Answer again = client.post(PATH, request.copy().put("of_no_meaning", 1), "Idempotency-Key", key);
        Answer other = client.post(PATH, song("other"), "Idempotency-Key", key);

        // Then
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getString("id")).isEqualTo(first.json().getString("id"));
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(422);
        assertError(other);
    }

    @Test
    void create_withFieldsThatTheProviderIgnores_ignoresThem() {
        // When
        Answer answer = client.post(
                PATH, song("").put("instrumental", "yes").put("n", 3).put("audio_setting", null));

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    private static boolean isOver(JsonObject generation) {
        return !generation.getString("status").matches("queued|generating");
    }
}
