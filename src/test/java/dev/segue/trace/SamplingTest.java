package dev.segue.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The share of traces that is kept is the operator's to set, while the program is as it is. */
@QuarkusTest
@TestProfile(SamplingTest.NoneOfOurOwn.class)
class SamplingTest {

    public static class NoneOfOurOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.traces.sampler.arg", "0.0");
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Spans spans;

    @Test
    void job_ofAShareThatIsNotKept_leavesNoTraceUnlessItsCallerTraces() {
        // When
        String untraced = completed(RestAssured.given());
        String traced = completed(
                RestAssured.given().header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(spans.all())
                .extracting(SpanData::getName)
                .contains("accept job", "create", "copy audio"));
        assertThat(spans.all())
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("segue.job")))
                .contains(traced)
                .doesNotContain(untraced);
    }

    private static String completed(RequestSpecification request) {
        String id = request.contentType("application/json")
                .body(new JsonObject()
                        .put("model", "minimax-music-2.6")
                        .put("prompt", "Uplifting indie pop, bright guitars")
                        .put("lyrics", "[Verse]\nStreetlights flicker")
                        .encode())
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        RestAssured.given().get("/v1/jobs/" + id).<String>path("status"))
                .isEqualTo("completed"));
        return id;
    }
}
