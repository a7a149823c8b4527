package dev.segue.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault once, as a client sees it. */
class FaultTest {

    private static final String CREATE = "/api/v1/audio/music";
    private static final String LOOK = "/api/v1/tasks/";
    private static final String USEAPI = "/v1/minimax/music/";

    @RegisterExtension
    static final SandboxHouse house = new SandboxHouse(Duration.ofMillis(50));

    @ParameterizedTest
    @CsvSource({"create=refuse, 0", "create=cut, 1", "'create=refuse,started=true', 1"})
    void create_closedByAFault_hasStartedWhatTheFaultSays(String fault, int started) {
        // When
        assertThatThrownBy(() -> create(fault)).isInstanceOf(UncheckedIOException.class);

        // Then
        assertThat(house.tasks()).hasSize(started);
        assertThat(house.creates("apiinone")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"create=hang, 0", "'create=hang,started=true', 1"})
    void create_thatHangs_isNeverAnswered(String fault, int started) {
        // When
        assertThatThrownBy(() -> house.send(house.posting(CREATE, wish(fault)).timeout(Duration.ofMillis(300))))
                .hasCauseInstanceOf(HttpTimeoutException.class);

        // Then
        assertThat(house.tasks()).hasSize(started);
    }

    @Test
    void create_withAStatusTwice_recovers() {
        // Given
        JsonObject wish = wish("create=503,times=2,retry-after=7");

        // When
        HttpResponse<String> first = house.post(CREATE, wish);
        HttpResponse<String> second = house.post(CREATE, wish);
        HttpResponse<String> third = house.post(CREATE, wish);

        // Then
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("retry-after")).contains("7");
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(third.statusCode()).isEqualTo(200);
        assertThat(house.tasks()).hasSize(1);
        assertThat(house.creates("apiinone")).isEqualTo(3);
    }

    @Test
    void create_withARetryDate_namesATime() {
        // When
        HttpResponse<String> answer = create("create=429,retry-date=60");

        // Then
        assertThat(answer.headers().firstValue("retry-after").orElseThrow()).endsWith("GMT");
    }

    @Test
    void create_brokenByAFault_isNoJson() {
        // When
        HttpResponse<String> answer = create("create=broken");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> new JsonObject(answer.body())).isInstanceOf(DecodeException.class);
        assertThat(house.tasks()).hasSize(1);
    }

    @Test
    void create_asHtml_isAPage() {
        // When
        HttpResponse<String> answer = create("create=html,status=504");

        // Then
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).startsWith("<html>");
    }

    @Test
    void create_withoutId_isOtherwiseRight() {
        // When
        HttpResponse<String> answer = create("create=no-id");

        // Then
        assertThat(new JsonObject(answer.body()).getJsonObject("data").fieldNames())
                .containsExactly("status");
    }

    @Test
    void create_forAnotherProvider_isLeftAlone() {
        // When
        HttpResponse<String> answer = create("create=503,provider=aimlapi");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"create=explode", "nowhere=503", "create=503,time=2", "duration=soon", "create", "look=cut"})
    void create_withAMisspeltMarker_isRefused(String fault) {
        // When
        HttpResponse<String> answer = create(fault);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("sandbox: ");
    }

    @Test
    void look_withFaults_recoversAfterThem() {
        // Given
        String id = created("look=500,times=1]][[sandbox:look=html,times=1]][[sandbox:look=broken,times=1");

        // When
        HttpResponse<String> first = house.get(LOOK + id);
        HttpResponse<String> second = house.get(LOOK + id);
        HttpResponse<String> third = house.get(LOOK + id);
        HttpResponse<String> fourth = house.get(LOOK + id);

        // Then
        assertThat(first.statusCode()).isEqualTo(500);
        assertThat(second.body()).startsWith("<html>");
        assertThatThrownBy(() -> new JsonObject(third.body())).isInstanceOf(DecodeException.class);
        assertThat(new JsonObject(fourth.body()).getInteger("code")).isEqualTo(200);
    }

    @Test
    void look_thatHangsOnce_answersTheNextTime() {
        // Given
        String id = created("look=hang,times=1");

        // When
        assertThatThrownBy(() -> house.send(house.authorized(LOOK + id).timeout(Duration.ofMillis(300))))
                .hasCauseInstanceOf(HttpTimeoutException.class);

        // Then
        assertThat(house.get(LOOK + id).statusCode()).isEqualTo(200);
    }

    @Test
    void look_refusedOnce_answersTheNextTime() {
        // Given
        String id = created("look=refuse,times=1");

        // When
        String closed = house.getOnce(LOOK + id);

        // Then
        assertThat(closed).isEmpty();
        assertThat(house.get(LOOK + id).statusCode()).isEqualTo(200);
    }

    @Test
    void useapiCreate_withoutAudio_isLookedUpById() {
        // Given
        JsonObject created = new JsonObject(useapi("create=no-audio").body());

        // When
        JsonObject look =
                new JsonObject(house.get(USEAPI + created.getString("musicId")).body());

        // Then
        assertThat(created.containsKey("audioURL")).isFalse();
        assertThat(look.getString("audioURL")).startsWith("http");
    }

    @Test
    void useapiCreate_failed_is500() {
        // When
        HttpResponse<String> answer = useapi("task=failed");

        // Then
        assertThat(answer.statusCode()).isEqualTo(500);
    }

    @Test
    void task_failed_endsWithTheProvidersWord() {
        // Given
        String id = created("task=failed");

        // When
        JsonObject body = ended(id, "failed");

        // Then
        assertThat(body.getString("error")).isEqualTo("Generation failed");
    }

    @Test
    void task_moderated_endsWithTheWordOfIt() {
        // Given
        String id = created("task=moderated");

        // When
        JsonObject body = ended(id, "failed");

        // Then
        assertThat(body.getString("error")).contains("moderation");
    }

    @Test
    void task_withoutAudio_completesWithoutUrl() {
        // Given
        String id = created("task=no-audio");

        // When
        JsonObject body = ended(id, "completed");

        // Then
        assertThat(body.getJsonObject("output")).isEmpty();
    }

    @Test
    void look_withoutAudioOnce_isWholeTheNextTime() {
        // Given
        String id = created("look=no-audio,times=1");
        house.until("/sandbox/tasks", tasks -> tasks.encode().contains("\"done\""));

        // When
        JsonObject first = new JsonObject(house.get(LOOK + id).body()).getJsonObject("data");
        JsonObject second = new JsonObject(house.get(LOOK + id).body()).getJsonObject("data");

        // Then
        assertThat(first.fieldNames()).contains("status").doesNotContain("output");
        assertThat(second.getJsonObject("output").getString("audio_url")).startsWith("http");
    }

    @Test
    void task_endless_outlivesItsDuration() {
        // Given
        String endless = created("task=endless");
        String other = created("duration=200ms");

        // When
        ended(other, "completed");

        // Then
        assertThat(house.get(LOOK + endless).body()).contains("IN_PROGRESS");
    }

    @Test
    void useapiCreate_moderated_is422() {
        // When
        HttpResponse<String> answer = useapi("task=moderated");

        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo("{\"error\":\"Moderated prompt\"}");
        assertThat(house.get(USEAPI).body()).isEqualTo("[]");
    }

    @Test
    void useapiSong_moderatedLate_leavesTheListAndIsReadableById() {
        // Given
        String id = new JsonObject(useapi("task=late-moderation,after=300ms").body()).getString("musicId");
        JsonObject before = new JsonObject(house.get(USEAPI + id).body());

        // When
        JsonObject after = house.until(USEAPI + id, song -> song.getInteger("status") == 4);

        // Then
        assertThat(before.getInteger("status")).isEqualTo(2);
        assertThat(house.get(USEAPI).body()).isEqualTo("[]");
        assertThat(house.send(house.request(after.getString("audioURL"))).statusCode())
                .isEqualTo(404);
    }

    @Test
    void useapiCreate_cutAfterAccept_showsTheSongInTheListLater() {
        // Given
        assertThat(house.getOnce(useapiTarget("create=cut"))).isEmpty();

        // When
        house.until("/sandbox/tasks", tasks -> tasks.encode().contains("\"done\""));
        JsonArray list = new JsonArray(house.get(USEAPI).body());

        // Then
        assertThat(list).hasSize(1);
        assertThat(list.getJsonObject(0).getString("lyrics")).contains("create=cut");
    }

    @Test
    void armedFault_strikesTheNextCreateWhateverItsPrompt() {
        // Given
        house.arm("create=500,provider=apiinone,times=2", "create=429,provider=aimlapi");

        // When
        HttpResponse<String> first = create("duration=1s");
        HttpResponse<String> second = create("duration=2s");
        HttpResponse<String> third = create("duration=3s");

        // Then
        assertThat(first.statusCode()).isEqualTo(500);
        assertThat(second.statusCode()).isEqualTo(500);
        assertThat(third.statusCode()).isEqualTo(200);
        assertThat(house.get("/sandbox/faults").body())
                .isEqualTo("{\"faults\":[{\"fault\":\"create=429,provider=aimlapi\",\"left\":1}]}");
    }

    @Test
    void desk_askedForAMisspeltFault_armsNone() {
        // When
        HttpResponse<String> answer = house.post(
                "/sandbox/faults",
                new JsonObject().put("faults", new JsonArray().add("create=503").add("x=y")));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(house.get("/sandbox/faults").body()).isEqualTo("{\"faults\":[]}");
    }

    @Test
    void journal_ofARequest_showsTheEndOfItsKeyAlone() {
        // When
        create("duration=1s");

        // Then
        JsonObject seen = new JsonObject(house.get("/sandbox/requests").body())
                .getJsonArray("requests")
                .getJsonObject(0);
        assertThat(seen.getString("authorization")).isEqualTo("…1234");
        assertThat(seen.getString("provider")).isEqualTo("apiinone");
        assertThat(seen.getBoolean("create")).isTrue();
        assertThat(seen.getJsonObject("body").getString("model")).isEqualTo("minimax-music");
        assertThat(seen.encode()).doesNotContain("key-1234");
    }

    private static HttpResponse<String> create(String fault) {
        return house.post(CREATE, wish(fault));
    }

    private static String created(String fault) {
        return new JsonObject(create(fault).body()).getJsonObject("data").getString("task_id");
    }

    private static JsonObject ended(String id, String status) {
        return house.until(
                        LOOK + id,
                        body -> body.getJsonObject("data").getString("status").equals(status))
                .getJsonObject("data");
    }

    private static HttpResponse<String> useapi(String fault) {
        return house.get(useapiTarget(fault));
    }

    private static String useapiTarget(String fault) {
        return USEAPI + "create?styleId=abcdef&prompt="
                + URLEncoder.encode("words [[sandbox:" + fault + "]]", StandardCharsets.UTF_8);
    }

    private static JsonObject wish(String fault) {
        return new JsonObject().put("model", "minimax-music").put("prompt", "a song [[sandbox:" + fault + "]]");
    }
}
