package dev.segue.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** In tests tracing is on, with a processor of ours in the place of a collector. */
@QuarkusTest
class TracesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Spans spans;

    @Inject
    Pool pool;

    @Test
    void job_fromRequestToWebhook_isOneTraceBelowItsCallersSpan() throws Exception {
        HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        try {
            // Given
            String traceId = UUID.randomUUID().toString().replace("-", "");
            String caller = "00f067aa0ba902b7";
            String marker = "rain" + UUID.randomUUID().toString().substring(0, 8);
            JsonObject song = new JsonObject()
                    .put("model", "minimax-music-2.6")
                    .put("prompt", "Uplifting indie pop about the " + marker)
                    .put("lyrics", "[Verse]\nIt is " + marker + " again")
                    .put(
                            "webhook",
                            new JsonObject()
                                    .put(
                                            "url",
                                            "http://127.0.0.1:"
                                                    + receiver.getAddress().getPort() + "/" + marker)
                                    .put("events", new JsonArray().add("job.completed")));

            // When
            String id = RestAssured.given()
                    .header("traceparent", "00-" + traceId + "-" + caller + "-01")
                    .contentType("application/json")
                    .body(song.encode())
                    .post("/v1/jobs")
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(names(traceId))
                    .contains("accept job", "create", "copy audio", "webhook"));
            List<SpanData> trace = spans.of(traceId);
            SpanData accepted = named(trace, "accept job");
            assertThat(accepted.getParentSpanId()).isEqualTo(caller);
            assertThat(trace).filteredOn(span -> span != accepted).allSatisfy(span -> assertThat(span.getParentSpanId())
                    .isEqualTo(accepted.getSpanId()));
            assertThat(trace)
                    .allSatisfy(span -> assertThat(span.getAttributes().get(AttributeKey.stringKey("segue.job")))
                            .isEqualTo(id));
            assertThat(outcome(named(trace, "create"))).isEqualTo("started");
            assertThat(outcome(named(trace, "webhook"))).isEqualTo("delivered");
            assertThat(traceparent(id)).isEqualTo("00-" + traceId + "-" + accepted.getSpanId() + "-01");
            assertThat(trace).allSatisfy(span -> assertThat(span.toString()).doesNotContain(marker, "http", "ticket"));
        } finally {
            receiver.stop(0);
        }
    }

    /** The libraries' own spans would carry whole addresses. */
    @Test
    void spans_ofTheWholeSuite_areOursAlone() {
        // Given
        RestAssured.given().get("/v1/jobs?user=u-17").then().statusCode(200);

        // Then
        assertThat(spans.all())
                .extracting(SpanData::getName)
                .containsAnyOf("accept job", "create", "look", "copy audio", "webhook")
                .isSubsetOf("accept job", "create", "look", "copy audio", "webhook");
        assertThat(spans.all()).allSatisfy(span -> assertThat(
                        span.getAttributes().asMap().keySet().stream().map(AttributeKey::getKey))
                .isSubsetOf("segue.job", "segue.provider", "segue.outcome"));
    }

    private List<String> names(String traceId) {
        return spans.of(traceId).stream().map(SpanData::getName).toList();
    }

    private static SpanData named(List<SpanData> trace, String name) {
        return trace.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String outcome(SpanData span) {
        return span.getAttributes().get(AttributeKey.stringKey("segue.outcome"));
    }

    private String traceparent(String id) {
        return pool.preparedQuery("SELECT traceparent FROM job WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next().getString(0))
                .await()
                .atMost(PATIENCE);
    }
}
