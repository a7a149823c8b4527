package dev.segue.dialect.apidot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.segue.dialect.Wire.Answer;
import dev.segue.sandbox.Shape;
import dev.segue.webhook.Receiver;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ApidotDialectTest extends ImitatedApidot {

    /** Clients parse it by a pattern: a minute's first second has its zeros too. */
    private static final DateTimeFormatter SECONDS_ALWAYS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    @ParameterizedTest
    @CsvSource({
        "create-request-minimax-music-2.6-instrumental, 1",
        "create-request-minimax-music-2.6-lyrics-optimizer, 1",
        "create-request-generate-music-simple, 2",
        "create-request-generate-music-custom, 2"
    })
    void exchange_asTheProvidersExamples_hasTheirShapesToTheEnd(String request, int files) {
        // When
        Answer first = sample(request);
        JsonObject task = first.json().getJsonObject("data");
        JsonObject last = finished(task.getString("task_id"));

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertJson(first);
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
    void submit_whileTheProviderIsDown_isServedByAnotherRoute() {
        // When
        String id = submit(song("[[sandbox:create=503,provider=apidot]]"));
        JsonObject last = finished(id);

        // Then
        assertThat(last.getJsonObject("data").getString("status")).isEqualTo("finished");
        assertThat(job(id).getString("provider")).isEqualTo("aimlapi");
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

    private JsonObject finished(String id) {
        return client.until(
                STATUS + id,
                answer -> answer.getJsonObject("data").getString("status").matches("finished|failed"));
    }

    private String submit(JsonObject request) {
        return client.post(SUBMIT, request).json().getJsonObject("data").getString("task_id");
    }

    private static Set<String> without(Set<String> shape, String... fields) {
        shape.removeIf(path -> Set.of(fields).stream().anyMatch(field -> path.contains("." + field + " ")));
        return shape;
    }
}
