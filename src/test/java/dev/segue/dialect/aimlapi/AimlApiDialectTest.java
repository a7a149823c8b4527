package dev.segue.dialect.aimlapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.dialect.Wire;
import dev.segue.dialect.Wire.Answer;
import dev.segue.provider.http.Samples;
import dev.segue.sandbox.Shape;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AimlApiDialectTest {

    private static final String PATH = "/v2/generate/audio";
    private static final String LOOK = PATH + "?generation_id=";

    @TestHTTPResource
    URI server;

    private Wire client;

    @BeforeEach
    void client() {
        client = new Wire(server);
    }

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
        Answer first = client.sample("aimlapi", request);
        JsonObject last = client.until(LOOK + first.json().getString("id"), AimlApiDialectTest::isOver);

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("content-type")).startsWith("application/json");
        assertThat(first.header("cache-control")).isEqualTo("no-store");
        assertThat(Shape.of(first.json()))
                .isEqualTo(Shape.of(Samples.read("aimlapi", created).getJsonObject("body")));
        assertThat(first.json().getString("id")).startsWith("job_").endsWith(suffix);
        assertThat(first.json().getString("status")).isIn("queued", "generating");
        assertThat(last.getString("status")).isEqualTo("completed");
        assertThat(last.getString("id")).isEqualTo(first.json().getString("id"));
        last.remove("meta"); // optional on a look
        assertThat(Shape.of(last))
                .isEqualTo(Shape.of(Samples.read("aimlapi", "look-answer-completed-minimax-music")
                        .getJsonObject("body")));
    }

    @Test
    void song_completed_isHeardAtAnAddressOfOursWithoutAKey() {
        // Given
        String id = client.sample("aimlapi", "create-request-minimax-music-2.6-audio-setting")
                .json()
                .getString("id");
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
        String id = client.sample("aimlapi", "create-request-music-1.5").json().getString("id");

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
        JsonObject usage = client.sample("aimlapi", "create-request-minimax-music-2.6")
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
        assertThat(Shape.of(last))
                .isEqualTo(Shape.of(Samples.read("aimlapi", "look-answer-error").getJsonObject("body")));
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
        assertThat(Shape.of(answer.json()))
                .isEqualTo(Shape.of(Samples.read("aimlapi", "error-404").getJsonObject("body")));
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

    private static JsonObject song(String words) {
        return new JsonObject()
                .put("model", "minimax/music-2.6")
                .put("prompt", "A calm piano song " + UUID.randomUUID() + " " + words)
                .put("lyrics", "[Verse]\nIt rains and rains");
    }

    private static boolean isOver(JsonObject generation) {
        return !generation.getString("status").matches("queued|generating");
    }

    private static void assertError(Answer answer) {
        assertThat(answer.header("content-type")).startsWith("application/json");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(Shape.of(answer.json()))
                .isEqualTo(Shape.of(Samples.read("aimlapi", "error-400").getJsonObject("body")));
        assertThat(answer.json().getString("statusCode")).isEqualTo(String.valueOf(answer.status()));
        assertThat(answer.json().getString("path")).isEqualTo(PATH);
    }

    private JsonObject job(String id) {
        return client.get("/v1/jobs/" + id).json();
    }

    private String newest() {
        JsonArray jobs = client.get("/v1/jobs?limit=1").json().getJsonArray("data");
        return jobs.isEmpty() ? "" : jobs.getJsonObject(0).getString("id");
    }
}
