package dev.segue.sandbox;

import static dev.segue.sandbox.SandboxHouse.json;
import static dev.segue.sandbox.SandboxHouse.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer has the fields of the sample messages, no more and of the same kind. */
class ProviderShapesTest {

    @RegisterExtension
    static final SandboxHouse house = new SandboxHouse(Duration.ofMillis(100));

    @ParameterizedTest
    @CsvSource({
        "apidot, create-request-minimax-music-2.6-instrumental, create-answer",
        "apidot, create-request-minimax-music-2.6-lyrics-optimizer, create-answer",
        "apidot, create-request-generate-music-simple, create-answer",
        "apidot, create-request-generate-music-custom, create-answer",
        "aimlapi, create-request-minimax-music, create-answer-minimax-music",
        "aimlapi, create-request-minimax-music-2.6, create-answer-minimax-music-2.6-201",
        "aimlapi, create-request-minimax-music-2.6-audio-setting, create-answer-minimax-music-2.6-201",
        "aimlapi, create-request-music-1.5, create-answer-slashed-id",
        "aimlapi, create-request-music-2.0, create-answer-minimax-music",
        "aimlapi, create-request-music-cover, create-answer-slashed-id",
        "aimlapi, create-request-stable-audio, create-answer-slashed-id",
        "aimlapi, create-request-eleven-music, create-answer-slashed-id",
        "aimlapi, create-request-lyria2, create-answer-slashed-id",
        "useapi, create-request, create-answer",
        "useapi, create-request-account-title, create-answer",
        "apiinone, create-request, create-answer",
        "apiinone, create-request-without-lyrics, create-answer"
    })
    void create_asTheProvidersOwnExample_isAnsweredInItsShape(String provider, String request, String answer) {
        // Given
        JsonObject example = sample(provider, request);

        // When
        HttpResponse<String> given = house.send(house.request(example));

        // Then
        assertThat(given.statusCode() / 100).isEqualTo(2);
        assertThat(Shape.of(json(given)))
                .isEqualTo(Shape.of(sample(provider, answer).getJsonObject("body")));
        assertThat(house.creates(provider)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "create-request-minimax-music-2.6-instrumental, look-answer-finished-output-files",
        "create-request-generate-music-custom, look-answer-finished-variants"
    })
    void apidotLook_whenFinished_hasTheSampleFields(String request, String expected) {
        // Given
        String id = data(house.send(house.request(sample("apidot", request)))).getString("task_id");

        // When
        JsonObject body =
                house.until("/api/generate/status/" + id, look -> is(look.getJsonObject("data"), "status", "finished"));

        // Then
        Set<String> wanted = new TreeSet<>(Shape.of(sample("apidot", expected).getJsonObject("body")));
        wanted.remove("$.data.files[].duration String");
        Set<String> known = new TreeSet<>(wanted);
        known.addAll(Shape.of(sample("apidot", "look-answer-running").getJsonObject("body")));
        known.addAll(
                Shape.of(sample("apidot", "look-answer-finished-data-files").getJsonObject("body")));
        assertThat(known).containsAll(Shape.of(body));
        assertThat(Shape.of(body)).containsAll(wanted);
        assertThat(house.get("/api/generate/detail/music?task_id=" + id).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "create-request-minimax-music, look-answer-completed-minimax-music",
        "create-request-minimax-music-2.6, look-answer-completed-minimax-music-2.6",
        "create-request-music-1.5, look-answer-completed-minimax-music"
    })
    void aimlapiLook_whenCompleted_hasTheSampleFields(String request, String expected) {
        // Given
        String id =
                object(house.send(house.request(sample("aimlapi", request)))).getString("id");

        // When
        JsonObject body = house.until(
                "/v2/generate/audio?generation_id=" + URLEncoder.encode(id, StandardCharsets.UTF_8),
                look -> is(look, "status", "completed"));

        // Then
        assertThat(Shape.of(body))
                .isEqualTo(Shape.of(sample("aimlapi", expected).getJsonObject("body")));
        assertThat(body.getString("id")).isEqualTo(id);
    }

    @Test
    void apiinoneLook_fromStartToEnd_hasTheSampleFields() {
        // Given
        String id = data(house.send(house.request(sample("apiinone", "create-request"))))
                .getString("task_id");

        // When
        JsonObject going = object(house.get("/api/v1/tasks/" + id));
        JsonObject ended =
                house.until("/api/v1/tasks/" + id, look -> is(look.getJsonObject("data"), "status", "completed"));

        // Then
        assertThat(Shape.of(going))
                .isEqualTo(
                        Shape.of(sample("apiinone", "look-answer-in-progress").getJsonObject("body")));
        assertThat(Shape.of(ended))
                .isEqualTo(Shape.of(sample("apiinone", "look-answer-completed").getJsonObject("body")));
    }

    @Test
    void useapiLookAndList_afterASong_haveTheSampleFields() {
        // Given
        JsonObject song = object(house.send(house.request(sample("useapi", "create-request"))));

        // When
        JsonObject look = object(house.get("/v1/minimax/music/" + song.getString("musicId")));
        JsonArray list = new JsonArray(house.get("/v1/minimax/music/?limit=20").body());

        // Then
        assertThat(Shape.of(look))
                .isEqualTo(Shape.of(sample("useapi", "look-answer-completed").getJsonObject("body")));
        assertThat(Shape.of(list))
                .isEqualTo(Shape.of(sample("useapi", "list-answer").getJsonArray("body")));
        assertThat(list).hasSize(1);
    }

    @Test
    void useapiStyles_always_haveTheSampleFields() {
        // When
        HttpResponse<String> styles = house.get("/v1/minimax/music/styles/?account=987654321");

        // Then
        assertThat(json(styles)).isInstanceOf(JsonArray.class);
        assertThat(Shape.of(json(styles)))
                .isEqualTo(Shape.of(sample("useapi", "styles-answer").getJsonArray("body")));
    }

    @Test
    void useapiCreate_whileOneRunsForTheAccount_isRefused() {
        // Given
        String target = "/v1/minimax/music/create?styleId=a&account=one&prompt=";
        var first = house.begin(house.authorized(target + marked("duration=1500ms")));
        house.until("/sandbox/tasks", tasks -> !tasks.getJsonArray("tasks").isEmpty());

        // When
        HttpResponse<String> second = house.get(target + "words");
        HttpResponse<String> elsewhere = house.get(target.replace("one", "two") + "words");

        // Then
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(json(second)).isEqualTo(sample("useapi", "error-429").getJsonObject("body"));
        assertThat(elsewhere.statusCode()).isEqualTo(200);
        assertThat(first.join().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apidot, create-request-generate-music-simple",
                "aimlapi, create-request-minimax-music",
                "useapi, create-request",
                "apiinone, create-request"
            })
    void create_withoutKey_isRefusedInTheProvidersShape(String which) {
        // Given
        String[] names = which.split(", ");
        JsonObject example = sample(names[0], names[1]);

        // When
        HttpResponse<String> answer = house.send(house.request(example).setHeader("authorization", "Basic abc"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Shape.of(json(answer)))
                .isEqualTo(Shape.of(sample(names[0], "error-401").getJsonObject("body")));
        assertThat(house.tasks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "apidot, /api/generate/submit, '{\"model\":\"minimax-music-2.6\",\"input\":{\"prompt\":\"too short\"}}'",
        "apidot, /api/generate/submit, '{\"model\":\"minimax-music-2.6\",\"input\":{\"prompt\":\"long enough, no lyrics\"}}'",
        "apidot, /api/generate/submit, '{\"model\":\"generate-music\",\"input\":{\"prompt\":\"a\",\"custom_mode\":true,\"instrumental\":false,\"mv\":\"V5\"}}'",
        "apidot, /api/generate/submit, '{\"model\":\"nobody\",\"input\":{}}'",
        "apidot, /api/generate/submit, 'no json'",
        "aimlapi, /v2/generate/audio, '{\"model\":\"minimax-music\",\"prompt\":\"words\"}'",
        "aimlapi, /v2/generate/audio, '{\"model\":\"minimax/music-2.6\",\"prompt\":\"long enough prompt\",\"lyrics\":\"long enough lyrics\",\"audio_setting\":{\"bitrate\":128000}}'",
        "aimlapi, /v2/generate/audio, '{\"model\":\"stable-audio\",\"prompt\":\"x\",\"seconds_total\":48}'",
        "apiinone, /api/v1/audio/music, '{\"model\":\"minimax-music\",\"prompt\":\"x\",\"bitrate\":96000}'",
        "apiinone, /api/v1/audio/music, '[]'"
    })
    void create_outsideTheRules_isRefusedInTheProvidersShape(String provider, String path, String body) {
        // When
        HttpResponse<String> answer =
                house.send(house.authorized(path).POST(HttpRequest.BodyPublishers.ofString(body)));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Shape.of(json(answer)))
                .isEqualTo(Shape.of(sample(provider, "error-400").getJsonObject("body")));
        assertThat(house.tasks()).isEmpty();
    }

    @Test
    void useapiCreate_withTooLongLyrics_isRefused() {
        // When
        HttpResponse<String> answer = house.get("/v1/minimax/music/create?styleId=a&prompt=" + "%E2%82%AC".repeat(601));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Shape.of(json(answer)))
                .isEqualTo(Shape.of(sample("useapi", "error-400").getJsonObject("body")));
    }

    private static String marked(String fault) {
        return URLEncoder.encode("[[sandbox:" + fault + "]]", StandardCharsets.UTF_8);
    }

    private static JsonObject object(HttpResponse<String> answer) {
        return new JsonObject(answer.body());
    }

    private static JsonObject data(HttpResponse<String> answer) {
        return object(answer).getJsonObject("data");
    }

    private static boolean is(JsonObject object, String field, String... values) {
        return Arrays.asList(values).contains(object.getString(field));
    }
}
