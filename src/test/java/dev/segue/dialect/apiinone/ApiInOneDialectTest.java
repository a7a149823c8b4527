package dev.segue.dialect.apiinone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.dialect.ImitatedApi;
import dev.segue.dialect.Wire.Answer;
import dev.segue.sandbox.Shape;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApiInOneDialectTest extends ImitatedApi {

    private static final String PATH = "/api/v1/audio/music";
    private static final String TASKS = "/api/v1/tasks/";

    ApiInOneDialectTest() {
        super("apiinone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create-request", "create-request-without-lyrics"})
    void exchange_asTheProvidersExamples_hasTheirShapesToTheEnd(String request) {
        // When
        Answer first = sample(request);
        JsonObject last = client.until(TASKS + taskId(first), ApiInOneDialectTest::isOver);

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("cache-control")).isEqualTo("no-store");
        assertThat(Shape.of(first.json())).isEqualTo(shape("create-answer"));
        assertThat(first.json().getJsonObject("data").getString("status")).isEqualTo("IN_PROGRESS");
        assertThat(last.getJsonObject("data").getString("status")).isEqualTo("completed");
        assertThat(Shape.of(last)).isEqualTo(shape("look-answer-completed"));
    }

    @Test
    void song_completed_isHeardAtAnAddressOfOursWithoutAKey() {
        // Given
        String id = taskId(sample("create-request"));
        String url = client.until(TASKS + id, ApiInOneDialectTest::isOver)
                .getJsonObject("data")
                .getJsonObject("output")
                .getString("audio_url");

        // When
        Answer audio = client.get(url);

        // Then
        assertThat(url).startsWith(client.origin() + "/v1/jobs/" + id + "/audio/0?ticket=");
        assertThat(audio.status()).isEqualTo(200);
        assertThat(audio.header("content-type")).isEqualTo("audio/mpeg");
        assertThat(audio.body()).hasSizeGreaterThan(10_000);
    }

    @Test
    void task_thatFails_isFailedInTheSampleShape() {
        // When
        String id = taskId(client.post(PATH, song("[[sandbox:task=failed]]")));
        JsonObject last = client.until(TASKS + id, ApiInOneDialectTest::isOver);

        // Then
        assertThat(last.getJsonObject("data").getString("status")).isEqualTo("failed");
        assertThat(Shape.of(last)).isEqualTo(shape("look-answer-failed"));
    }

    @Test
    void create_whoseAnswerIsLost_failsWithTheWordsThatItMayHaveBeenBilled() {
        // When
        String id = taskId(client.post(PATH, song("[[sandbox:create=cut]]")));
        JsonObject last = client.until(TASKS + id, ApiInOneDialectTest::isOver);

        // Then
        assertThat(job(id).getString("status")).isEqualTo("unconfirmed");
        assertThat(last.getJsonObject("data").getString("status")).isEqualTo("failed");
        assertThat(last.getJsonObject("data").getString("error")).contains("may have been billed");
    }

    @Test
    void create_repeatedWithItsKey_answersTheSameTaskAsItIsNow() {
        // Given
        JsonObject request = song("");
        String key = UUID.randomUUID().toString();
        String id = taskId(client.post(PATH, request, "Idempotency-Key", key));
        client.until(TASKS + id, ApiInOneDialectTest::isOver);

        // When
        Answer again = client.post(PATH, request, "Idempotency-Key", key);

        // Then
        assertThat(taskId(again)).isEqualTo(id);
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(again.json().getJsonObject("data").getString("status")).isEqualTo("completed");
    }

    @Test
    void create_withFieldsThatTheProviderIgnores_ignoresThem() {
        // When
        Answer answer =
                client.post(PATH, song("").put("format", "wav").put("title", 7).put("bitrate", null));

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                                | not JSON",
                "7                                                                | JSON object",
                "{'prompt':'Rain'}                                                | model must be minimax-music",
                "{'model':'suno','prompt':'Rain'}                                 | model must be minimax-music",
                "{'model':'minimax-music'}                                        | prompt is required",
                "{'model':'minimax-music','prompt':''}                            | prompt must have at least 1",
                "{'model':'minimax-music','prompt':'Rain','lyrics':[]}            | lyrics must be a string",
                "{'model':'minimax-music','prompt':'Rain','bitrate':96000}        | bitrate must be one of 32000, 60000",
                "{'model':'minimax-music','prompt':'Rain','sample_rate':'44100'}  | sample_rate must be an integer"
            })
    void create_thatTheProviderWouldRefuse_isRefusedInItsShapeAndMakesNothing(String body, String complaint) {
        // Given
        String newest = newest();

        // When
        Answer answer = client.post(PATH, body.replace('\'', '"'));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertError(answer, "invalid_request");
        assertThat(answer.json().getJsonObject("error").getString("message")).contains(complaint);
        assertThat(newest()).isEqualTo(newest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"job_00000000000000000000000000", "task_abc123", "n74xxxx_minimax", "%00", "%2e%2e"})
    void look_atATaskThatNobodyGave_is404(String id) {
        // When
        Answer answer = client.get(TASKS + id);

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertError(answer, "not_found");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/audio/music, 405, invalid_request",
        "HEAD, /api/v1/audio/music, 405, ''",
        "DELETE, /api/v1/tasks/task_abc123, 405, invalid_request",
        "POST, /api/v1/tasks/task_abc123, 405, invalid_request",
        "GET, /api/v1/tasks, 404, not_found",
        "POST, /api/v1/video/generations, 404, not_found",
        "GET, /api/v1/credits, 404, not_found"
    })
    void request_thatIsNone_isRefusedInTheirShapeAndMakesNothing(String method, String path, int status, String type) {
        // Given
        String newest = newest();

        // When
        Answer answer = client.send(method, path, BodyPublishers.noBody());

        // Then
        assertThat(answer.status()).isEqualTo(status);
        if (!method.equals("HEAD")) {
            assertError(answer, type);
        }
        assertThat(newest()).isEqualTo(newest);
    }

    private static JsonObject song(String words) {
        return new JsonObject()
                .put("model", "minimax-music")
                .put("prompt", "A song about rain " + UUID.randomUUID() + " " + words);
    }

    private static String taskId(Answer answer) {
        return answer.json().getJsonObject("data").getString("task_id");
    }

    private static boolean isOver(JsonObject answer) {
        return !answer.getJsonObject("data").getString("status").equals("IN_PROGRESS");
    }

    private void assertError(Answer answer, String type) {
        assertErrorShape(answer);
        JsonObject error = answer.json().getJsonObject("error");
        assertThat(error.getInteger("code")).isEqualTo(answer.status());
        assertThat(error.getString("type")).isEqualTo(type);
    }
}
