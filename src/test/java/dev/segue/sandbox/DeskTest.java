package dev.segue.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults that are armed from outside, and what is told of requests. */
class DeskTest {

    @RegisterExtension
    static final SandboxHouse house = new SandboxHouse(Duration.ofMillis(50));

    private final FaultyCalls calls = new FaultyCalls(house);

    @Test
    void armedFault_strikesTheNextCreateWhateverItsPrompt() {
        // Given
        house.arm("create=500,provider=apiinone,times=2", "create=429,provider=aimlapi");

        // When
        HttpResponse<String> first = calls.create("duration=1s");
        HttpResponse<String> second = calls.create("duration=2s");
        HttpResponse<String> third = calls.create("duration=3s");

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
        calls.create("duration=1s");

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
}
