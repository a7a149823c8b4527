package dev.segue.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each fault of a task and of looks at it once, as a client sees it. */
class TaskFaultTest {

    @RegisterExtension
    static final SandboxHouse house = new SandboxHouse(Duration.ofMillis(50));

    private final FaultyCalls calls = new FaultyCalls(house);

    @Test
    void look_withFaults_recoversAfterThem() {
        // Given
        String id = calls.created("look=500,times=1]][[sandbox:look=html,times=1]][[sandbox:look=broken,times=1");

        // When
        HttpResponse<String> first = house.get(FaultyCalls.LOOK + id);
        HttpResponse<String> second = house.get(FaultyCalls.LOOK + id);
        HttpResponse<String> third = house.get(FaultyCalls.LOOK + id);
        HttpResponse<String> fourth = house.get(FaultyCalls.LOOK + id);

        // Then
        assertThat(first.statusCode()).isEqualTo(500);
        assertThat(second.body()).startsWith("<html>");
        assertThatThrownBy(() -> new JsonObject(third.body())).isInstanceOf(DecodeException.class);
        assertThat(new JsonObject(fourth.body()).getInteger("code")).isEqualTo(200);
    }

    @Test
    void look_thatHangsOnce_answersTheNextTime() {
        // Given
        String id = calls.created("look=hang,times=1");

        // When
        assertThatThrownBy(
                        () -> house.send(house.authorized(FaultyCalls.LOOK + id).timeout(Duration.ofMillis(300))))
                .hasCauseInstanceOf(HttpTimeoutException.class);

        // Then
        assertThat(house.get(FaultyCalls.LOOK + id).statusCode()).isEqualTo(200);
    }

    @Test
    void look_refusedOnce_answersTheNextTime() {
        // Given
        String id = calls.created("look=refuse,times=1");

        // When
        String closed = house.getOnce(FaultyCalls.LOOK + id);

        // Then
        assertThat(closed).isEmpty();
        assertThat(house.get(FaultyCalls.LOOK + id).statusCode()).isEqualTo(200);
    }

    @Test
    void task_failed_endsWithTheProvidersWord() {
        // Given
        String id = calls.created("task=failed");

        // When
        JsonObject body = calls.ended(id, "failed");

        // Then
        assertThat(body.getString("error")).isEqualTo("Generation failed");
    }

    @Test
    void task_moderated_endsWithTheWordOfIt() {
        // Given
        String id = calls.created("task=moderated");

        // When
        JsonObject body = calls.ended(id, "failed");

        // Then
        assertThat(body.getString("error")).contains("moderation");
    }

    @Test
    void task_withoutAudio_completesWithoutUrl() {
        // Given
        String id = calls.created("task=no-audio");

        // When
        JsonObject body = calls.ended(id, "completed");

        // Then
        assertThat(body.getJsonObject("output")).isEmpty();
    }

    @Test
    void look_withoutAudioOnce_isWholeTheNextTime() {
        // Given
        String id = calls.created("look=no-audio,times=1");
        house.until("/sandbox/tasks", tasks -> tasks.encode().contains("\"done\""));

        // When
        JsonObject first = new JsonObject(house.get(FaultyCalls.LOOK + id).body()).getJsonObject("data");
        JsonObject second = new JsonObject(house.get(FaultyCalls.LOOK + id).body()).getJsonObject("data");

        // Then
        assertThat(first.fieldNames()).contains("status").doesNotContain("output");
        assertThat(second.getJsonObject("output").getString("audio_url")).startsWith("http");
    }

    @Test
    void task_endless_outlivesItsDuration() {
        // Given
        String endless = calls.created("task=endless");
        String other = calls.created("duration=200ms");

        // When
        calls.ended(other, "completed");

        // Then
        assertThat(house.get(FaultyCalls.LOOK + endless).body()).contains("IN_PROGRESS");
    }

    @Test
    void useapiSong_moderatedLate_leavesTheListAndIsReadableById() {
        // Given
        String id =
                new JsonObject(calls.useapi("task=late-moderation,after=300ms").body()).getString("musicId");
        JsonObject before = new JsonObject(house.get(FaultyCalls.USEAPI + id).body());

        // When
        JsonObject after = house.until(FaultyCalls.USEAPI + id, song -> song.getInteger("status") == 4);

        // Then
        assertThat(before.getInteger("status")).isEqualTo(2);
        assertThat(house.get(FaultyCalls.USEAPI).body()).isEqualTo("[]");
        assertThat(house.send(house.request(after.getString("audioURL"))).statusCode())
                .isEqualTo(404);
    }
}
