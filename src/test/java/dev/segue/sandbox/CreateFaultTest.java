package dev.segue.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault of a create once, as a client sees it. */
class CreateFaultTest {

    @RegisterExtension
    static final SandboxHouse house = new SandboxHouse(Duration.ofMillis(50));

    private final FaultyCalls calls = new FaultyCalls(house);

    @ParameterizedTest
    @CsvSource({"create=refuse, 0", "create=cut, 1", "'create=refuse,started=true', 1"})
    void create_closedByAFault_hasStartedWhatTheFaultSays(String fault, int started) {
        // When
        assertThatThrownBy(() -> calls.create(fault)).isInstanceOf(UncheckedIOException.class);

        // Then
        assertThat(house.tasks()).hasSize(started);
        assertThat(house.creates("apiinone")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"create=hang, 0", "'create=hang,started=true', 1"})
    void create_thatHangs_isNeverAnswered(String fault, int started) {
        // When
        assertThatThrownBy(() -> house.send(house.posting(FaultyCalls.CREATE, FaultyCalls.wish(fault))
                        .timeout(Duration.ofMillis(300))))
                .hasCauseInstanceOf(HttpTimeoutException.class);

        // Then
        assertThat(house.tasks()).hasSize(started);
    }

    @Test
    void create_withAStatusTwice_recovers() {
        // Given
        JsonObject wish = FaultyCalls.wish("create=503,times=2,retry-after=7");

        // When
        HttpResponse<String> first = house.post(FaultyCalls.CREATE, wish);
        HttpResponse<String> second = house.post(FaultyCalls.CREATE, wish);
        HttpResponse<String> third = house.post(FaultyCalls.CREATE, wish);

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
        HttpResponse<String> answer = calls.create("create=429,retry-date=60");

        // Then
        assertThat(answer.headers().firstValue("retry-after").orElseThrow()).endsWith("GMT");
    }

    @Test
    void create_brokenByAFault_isNoJson() {
        // When
        HttpResponse<String> answer = calls.create("create=broken");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> new JsonObject(answer.body())).isInstanceOf(DecodeException.class);
        assertThat(house.tasks()).hasSize(1);
    }

    @Test
    void create_asHtml_isAPage() {
        // When
        HttpResponse<String> answer = calls.create("create=html,status=504");

        // Then
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).startsWith("<html>");
    }

    @Test
    void create_withoutId_isOtherwiseRight() {
        // When
        HttpResponse<String> answer = calls.create("create=no-id");

        // Then
        assertThat(new JsonObject(answer.body()).getJsonObject("data").fieldNames())
                .containsExactly("status");
    }

    @Test
    void create_forAnotherProvider_isLeftAlone() {
        // When
        HttpResponse<String> answer = calls.create("create=503,provider=aimlapi");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"create=explode", "nowhere=503", "create=503,time=2", "duration=soon", "create", "look=cut"})
    void create_withAMisspeltMarker_isRefused(String fault) {
        // When
        HttpResponse<String> answer = calls.create(fault);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("sandbox: ");
    }

    @Test
    void useapiCreate_withoutAudio_isLookedUpById() {
        // Given
        JsonObject created = new JsonObject(calls.useapi("create=no-audio").body());

        // When
        JsonObject look = new JsonObject(
                house.get(FaultyCalls.USEAPI + created.getString("musicId")).body());

        // Then
        assertThat(created.containsKey("audioURL")).isFalse();
        assertThat(look.getString("audioURL")).startsWith("http");
    }

    @Test
    void useapiCreate_failed_is500() {
        // When
        HttpResponse<String> answer = calls.useapi("task=failed");

        // Then
        assertThat(answer.statusCode()).isEqualTo(500);
    }

    @Test
    void useapiCreate_moderated_is422() {
        // When
        HttpResponse<String> answer = calls.useapi("task=moderated");

        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo("{\"error\":\"Moderated prompt\"}");
        assertThat(house.get(FaultyCalls.USEAPI).body()).isEqualTo("[]");
    }

    @Test
    void useapiCreate_cutAfterAccept_showsTheSongInTheListLater() {
        // Given
        assertThat(house.getOnce(calls.useapiTarget("create=cut"))).isEmpty();

        // When
        house.until("/sandbox/tasks", tasks -> tasks.encode().contains("\"done\""));
        JsonArray list = new JsonArray(house.get(FaultyCalls.USEAPI).body());

        // Then
        assertThat(list).hasSize(1);
        assertThat(list.getJsonObject(0).getString("lyrics")).contains("create=cut");
    }
}
