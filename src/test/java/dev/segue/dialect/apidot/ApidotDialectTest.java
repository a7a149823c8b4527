package dev.segue.dialect.apidot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.dialect.Wire;
import dev.segue.dialect.Wire.Answer;
import dev.segue.provider.http.Samples;
import dev.segue.sandbox.Shape;
import dev.segue.webhook.Receiver;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApidotDialectTest {

    /** Clients parse it by a pattern: a minute's first second has its zeros too. */
    private static final DateTimeFormatter SECONDS_ALWAYS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private static final String SUBMIT = "/api/generate/submit";
    private static final String STATUS = "/api/generate/status/";
    private static final String DETAIL = "/api/generate/detail/music?task_id=";

    @TestHTTPResource
    URI server;

    private Wire client;

    @BeforeEach
    void client() {
        client = new Wire(server);
    }

    @ParameterizedTest
    @CsvSource({
        "create-request-minimax-music-2.6-instrumental, 1",
        "create-request-minimax-music-2.6-lyrics-optimizer, 1",
        "create-request-generate-music-simple, 2",
        "create-request-generate-music-custom, 2"
    })
    void exchange_asTheProvidersExamples_hasTheirShapesToTheEnd(String request, int files) {
        // When
        Answer first = client.sample("apidot", request);
        JsonObject task = first.json().getJsonObject("data");
        JsonObject last = finished(task.getString("task_id"));

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("content-type")).startsWith("application/json");
        assertThat(first.header("cache-control")).isEqualTo("no-store");
        assertThat(Shape.of(first.json())).isEqualTo(shape("create-answer"));
        assertThat(task.getString("status")).isIn("not_started", "running");
        assertThat(LocalDateTime.parse(task.getString("created_time"), SECONDS_ALWAYS))
                .isCloseTo(LocalDateTime.now(ZoneOffset.UTC), within(1, ChronoUnit.MINUTES));
        assertThat(Shape.of(last)).containsAll(shape("look-answer-finished-output-files"));
        assertThat(Shape.of(last)).containsAll(without(shape("look-answer-finished-data-files"), "credits_amount"));
        JsonObject data = last.getJsonObject("data");
        assertThat(data.getString("status")).isEqualTo("finished");
        assertThat(data.getInteger("progress")).isEqualTo(100);
        assertThat(data.getJsonObject("output").getJsonArray("files"))
                .isEqualTo(data.getJsonArray("files"))
                .hasSize(files);
        assertThat(Shape.of(client.get(DETAIL + task.getString("task_id")).json()))
                .containsAll(
                        without(shape("detail-answer-finished"), "image_url", "tags", "prompt", "title", "duration"))
                .contains("$.data.files[].duration number");
    }

    @Test
    void song_finished_isHeardAtAnAddressOfOursWithoutAKey() {
        // Given
        String id = submit(song(""));
        JsonObject file =
                finished(id).getJsonObject("data").getJsonArray("files").getJsonObject(0);

        // When
        Answer audio = client.get(file.getString("file_url"));

        // Then
        assertThat(file.getString("file_url")).startsWith(client.origin() + "/v1/jobs/" + id + "/audio/0?ticket=");
        assertThat(file.getString("audio_url")).isEqualTo(file.getString("file_url"));
        assertThat(audio.status()).isEqualTo(200);
        assertThat(audio.header("content-type")).isEqualTo("audio/mpeg");
    }

    @Test
    void submit_inCustomMode_keepsTheStyleApartFromTheWords() {
        // Given
        JsonObject theirs =
                Samples.read("apidot", "create-request-generate-music-custom").getJsonObject("body");

        // When
        JsonObject ours = new JsonObject(Submission.of(json(theirs)).request().toString());

        // Then
        JsonObject input = theirs.getJsonObject("input");
        assertThat(ours.getString("prompt")).isEqualTo(input.getString("style"));
        assertThat(ours.getString("lyrics")).isEqualTo(input.getString("prompt"));
        assertThat(ours.getString("title")).isEqualTo(input.getString("title"));
        assertThat(ours.getJsonObject("options").getString("mv")).isEqualTo("V4_5PLUS");
    }

    @Test
    void submit_ofAnInstrumentalInSimpleMode_staysSimple() {
        // Given a title, which the provider ignores here and which would be one of custom mode with us
        JsonObject theirs = generate("custom_mode", false, "instrumental", true, "mv", "V5", "title", "Rain");

        // When
        JsonObject ours = new JsonObject(Submission.of(json(theirs)).request().toString());

        // Then
        assertThat(ours.containsKey("title")).isFalse();
        assertThat(ours.getBoolean("instrumental")).isTrue();
    }

    @Test
    void submit_whileTheProviderIsDown_isServedByAnotherRoute() {
        // When
        String id = submit(song("[[sandbox:create=503,provider=apidot]]"));
        JsonObject last = finished(id);

        // Then
        assertThat(last.getJsonObject("data").getString("status")).isEqualTo("finished");
        assertThat(client.get("/v1/jobs/" + id).json().getString("provider")).isEqualTo("aimlapi");
    }

    @ParameterizedTest
    @CsvSource({"failed, look-answer-failed, ''", "moderated, look-answer-failed-moderated, Content moderation"})
    void task_thatFails_hasTheSampleShape(String how, String sample, String words) {
        // When
        JsonObject last = finished(submit(song("[[sandbox:task=" + how + "]]")));

        // Then
        assertThat(last.getJsonObject("data").getString("status")).isEqualTo("failed");
        assertThat(last.getJsonObject("data").getString("error_message")).contains(words);
        assertThat(Shape.of(last)).containsAll(shape(sample));
        assertThat(last.getJsonObject("data").containsKey("files")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'', finished, callback-finished-wrapped", "failed, failed, callback-failed-wrapped"})
    void callback_onceTheTaskHasEnded_tellsInTheProvidersWords(String how, String status, String sample)
            throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            // When
            String id = submit(
                    song(how.isEmpty() ? "" : "[[sandbox:task=" + how + "]]").put("callback_url", receiver.url()));

            // Then
            JsonObject told = new JsonObject(receiver.await(1).get(0).body());
            JsonObject task = told.getJsonObject("data");
            assertThat(Shape.of(told)).containsAll(shape(sample));
            assertThat(told.getInteger("code")).isEqualTo(200);
            assertThat(task.getString("task_id")).isEqualTo(id);
            assertThat(task.getString("status")).isEqualTo(status);
            JsonObject seen =
                    client.get(STATUS + id).json().getJsonObject("data"); // as a client should, before it believes
            assertThat(seen.getString("status")).isEqualTo(status);
            assertThat(task.getJsonArray("files")).hasSize(status.equals("finished") ? 1 : 0);
        }
    }

    @Test
    void submit_repeatedWithItsKey_answersTheSameTask() {
        // Given
        JsonObject request = song("");
        String key = UUID.randomUUID().toString();

        // When
        Answer first = client.post(SUBMIT, request, "Idempotency-Key", key);
        Answer again = client.post(SUBMIT, request.copy().put("of_no_meaning", 1), "Idempotency-Key", key);
        Answer other = client.post(SUBMIT, song("other"), "Idempotency-Key", key);

        // Then
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getJsonObject("data").getString("task_id"))
                .isEqualTo(first.json().getJsonObject("data").getString("task_id"));
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(422);
        assertError(other);
    }

    @Test
    void submit_withFieldsThatTheProviderIgnores_ignoresThem() {
        // Given
        JsonObject request = song("").put("callback_url", null).put("n", 3);
        request.getJsonObject("input")
                .put("mood", "calm")
                .put("audio_setting", null)
                .put("is_instrumental", false);

        // Then
        assertThat(client.post(SUBMIT, request).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                                             | not JSON",
                "[]                                                                            | JSON object",
                "{}                                                                            | model must be one of minimax-music-2.6, generate-music",
                "{'model':'suno','input':{}}                                                   | model must be one of",
                "{'model':'generate-music'}                                                    | input is required",
                "{'model':'generate-music','input':'x'}                                        | input is required and must be an object",
                "{'model':'generate-music','input':{'prompt':'x'}}                             | input.custom_mode is required",
                "{'model':'generate-music','input':{'prompt':'x','custom_mode':'no','instrumental':false,'mv':'V5'}} | input.custom_mode must be true or false",
                "{'model':'generate-music','input':{'prompt':'x','custom_mode':false,'instrumental':1,'mv':'V5'}}    | input.instrumental must be true or false",
                "{'model':'generate-music','input':{'prompt':'x','custom_mode':false,'instrumental':false}}          | input.mv is required",
                "{'model':'generate-music','input':{'prompt':'x','custom_mode':false,'instrumental':false,'mv':'V9'}} | input.mv must be one of",
                "{'model':'generate-music','input':{'prompt':'x','custom_mode':true,'instrumental':false,'mv':'V5','title':'t'}} | input.style is required",
                "{'model':'generate-music','input':{'prompt':'x','custom_mode':true,'instrumental':true,'mv':'V5','style':'s'}}  | input.title is required",
                "{'model':'minimax-music-2.6','input':{'prompt':'A calm piano song'}}          | input.lyrics is required unless lyrics_optimizer or is_instrumental is true",
                "{'model':'minimax-music-2.6','input':{'prompt':'short','lyrics':'x'}}         | input.prompt must have at least 10",
                "{'model':'minimax-music-2.6','input':{'is_instrumental':true}}                | input.prompt is required",
                "{'model':'minimax-music-2.6','input':{'prompt':'A calm piano song','is_instrumental':true,'audio_setting':7}} | input.audio_setting must be an object",
                "{'model':'minimax-music-2.6','input':{'prompt':'A calm piano song','is_instrumental':true,'audio_setting':{'bitrate':7}}} | input.audio_setting.bitrate must be one of",
                "{'model':'minimax-music-2.6','input':{'prompt':'A calm piano song','is_instrumental':true},'callback_url':7}    | callback_url must be a string",
                "{'model':'minimax-music-2.6','input':{'prompt':'A calm piano song','is_instrumental':true},'callback_url':'x'}  | callback_url must be an absolute"
            })
    void submit_thatTheProviderWouldRefuse_isRefusedInItsShapeAndMakesNothing(String body, String complaint) {
        // Given
        String newest = newest();

        // When
        Answer answer = client.post(SUBMIT, body.replace('\'', '"'));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertError(answer);
        assertThat(answer.json().getJsonObject("error").getString("message")).contains(complaint);
        assertThat(newest()).isEqualTo(newest);
    }

    @ParameterizedTest
    @ValueSource(strings = {STATUS + "task-unified-example", STATUS + "%00", DETAIL + "task-unified-example"})
    void look_atAnIdThatNobodyGave_is404(String target) {
        // When
        Answer answer = client.get(target);

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json()).isEqualTo(Samples.read("apidot", "error-404").getJsonObject("body"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/generate/submit, 405",
        "PUT, /api/generate/submit, 405",
        "POST, /api/generate/status/x, 405",
        "GET, /api/generate/detail/music, 400",
        "GET, /api/generate/nothing, 404"
    })
    void request_thatIsNone_isRefusedInTheirShape(String method, String path, int status) {
        // When
        Answer answer = client.send(method, path, BodyPublishers.noBody());

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertError(answer);
    }

    private JsonObject finished(String id) {
        return client.until(
                STATUS + id,
                answer -> answer.getJsonObject("data").getString("status").matches("finished|failed"));
    }

    private String submit(JsonObject request) {
        return client.post(SUBMIT, request).json().getJsonObject("data").getString("task_id");
    }

    private static JsonObject song(String words) {
        return new JsonObject()
                .put("model", "minimax-music-2.6")
                .put(
                        "input",
                        new JsonObject()
                                .put("prompt", "A calm piano song " + UUID.randomUUID() + " " + words)
                                .put("lyrics", "[Verse]\nIt rains and rains"));
    }

    private static JsonObject generate(Object... fields) {
        JsonObject input = new JsonObject().put("prompt", "A cheerful song about rain");
        for (int i = 0; i < fields.length; i += 2) {
            input.put((String) fields[i], fields[i + 1]);
        }
        return new JsonObject().put("model", "generate-music").put("input", input);
    }

    private static JsonNode json(JsonObject object) {
        try {
            return new ObjectMapper().readTree(object.encode());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Set<String> shape(String sample) {
        return Shape.of(Samples.read("apidot", sample).getJsonObject("body"));
    }

    private static Set<String> without(Set<String> shape, String... fields) {
        shape.removeIf(path -> Set.of(fields).stream().anyMatch(field -> path.contains("." + field + " ")));
        return shape;
    }

    private static void assertError(Answer answer) {
        assertThat(answer.header("content-type")).startsWith("application/json");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(Shape.of(answer.json())).isEqualTo(shape("error-400"));
        assertThat(answer.json().getInteger("code")).isEqualTo(answer.status());
    }

    private String newest() {
        JsonArray jobs = client.get("/v1/jobs?limit=1").json().getJsonArray("data");
        return jobs.isEmpty() ? "" : jobs.getJsonObject(0).getString("id");
    }
}
