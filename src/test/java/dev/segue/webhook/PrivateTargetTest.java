package dev.segue.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As in production: nobody's own network is called for a stranger. */
@QuarkusTest
@TestProfile(PrivateTargetTest.Guarded.class)
class PrivateTargetTest {

    @Inject
    ToldJobs jobs;

    public static class Guarded implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "segue.dispatch.hold", "true",
                    "segue.webhook.allow-private-targets", "false",
                    "segue.webhook.schedule", "PT0.05S");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/hook",
                "http://localhost/hook",
                "http://10.1.2.3/hook",
                "http://192.168.0.1/hook",
                "http://169.254.169.254/latest/meta-data",
                "http://224.0.0.1/hook",
                "http://[::1]/hook",
                "http://[::ffff:127.0.0.1]/hook",
                "http://[fd00:ec2::254]/hook"
            })
    void target_insideOurNetwork_isRefusedAtCreation(String url) {
        given().contentType(ContentType.JSON)
                .body(new JsonObject()
                        .put("model", "minimax-music-2.6")
                        .put("prompt", "Uplifting indie pop")
                        .put("lyrics", "[Verse] Streetlights")
                        .put("webhook", new JsonObject().put("url", url))
                        .encode())
                .post("/v1/jobs")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/webhook/url"));
    }

    @Test
    void callbackUrl_insideOurNetwork_isRefusedInTheProvidersWords() {
        given().contentType(ContentType.JSON)
                .body(new JsonObject()
                        .put("model", "minimax-music-2.6")
                        .put(
                                "input",
                                new JsonObject()
                                        .put("prompt", "Uplifting indie pop")
                                        .put("is_instrumental", true))
                        .put("callback_url", "http://169.254.169.254/latest/meta-data")
                        .encode())
                .post("/api/generate/submit")
                .then()
                .statusCode(400)
                .body("code", equalTo(400))
                .body("error.type", equalTo("invalid_request_error"))
                .body("error.message", containsString("callback_url"));
    }

    @Test
    void target_thatLeadsInsideWhenItIsCalled_isNotCalled() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            // Given
            String id = jobs.accept(receiver.url().replace("127.0.0.1", "localhost"));

            // When
            jobs.cancel(id);

            // Then
            JsonObject delivery = jobs.delivery(id, "failed");
            assertThat(delivery.getJsonArray("tries").getJsonObject(0).getString("error"))
                    .contains("localhost")
                    .doesNotContain("secret");
            assertThat(receiver.messages()).isEmpty();
        }
    }
}
