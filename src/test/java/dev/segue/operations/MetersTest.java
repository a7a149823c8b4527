package dev.segue.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every meter that we promise is there from the start, with these tags and no other. */
@QuarkusTest
class MetersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Set<String> PROVIDERS = Set.of("apidot", "aimlapi", "apiinone", "useapi");

    @ParameterizedTest
    @CsvSource({
        "segue_jobs_active, status",
        "segue_jobs_ended_total, provider status",
        "segue_creates_total, outcome provider",
        "segue_looks_total, outcome provider",
        "segue_look_lag_seconds_count, provider",
        "segue_looks_per_task_count, provider",
        "segue_queue_depth, provider",
        "segue_slots_used, provider",
        "segue_slots_limit, provider",
        "segue_breaker_state, provider",
        "segue_sse_streams, ''",
        "segue_webhook_tries_total, outcome",
        "segue_webhook_lag_seconds_count, ''",
        "segue_webhook_overdue_seconds, ''",
        "segue_webhooks_pending, ''",
        "segue_cost_usd_total, provider source",
        "segue_jobs_in_hand, ''"
    })
    void meter_thatIsPromised_isThereWithItsTags(String name, String tags) {
        assertThat(Scrape.now().of(name)).isNotEmpty().allSatisfy(sample -> assertThat(
                        String.join(" ", sample.tags().keySet()))
                .isEqualTo(tags));
    }

    /** Shown for every provider, unconfirmed jobs or not: what is absent raises no alarm. */
    @Test
    void unconfirmedJobs_areCountedForEveryProvider() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Scrape.now().of("segue_unconfirmed_jobs"))
                .extracting(sample -> sample.tags().get("provider"))
                .containsAll(PROVIDERS));
    }

    @Test
    void tags_ofAllOurMeters_areFewWords() {
        // Given
        Scrape scrape = Scrape.now();

        // Then
        assertThat(scrape.ours()).isNotEmpty().allSatisfy(sample -> sample.tags()
                .forEach((tag, value) -> {
                    assertThat(tag).isIn("provider", "status", "outcome", "source", "le");
                    if (tag.equals("provider")) {
                        assertThat(value).isIn("apidot", "aimlapi", "apiinone", "useapi", "none");
                    } else if (!tag.equals("le")) {
                        assertThat(value).matches("[a-z_]{2,20}");
                    }
                }));
    }

    @Test
    void request_ofAMethodThatSomebodyMadeUp_isNoSeriesOfItsOwn() {
        // When
        RestAssured.given().request("FROB", "/v1/models").then().statusCode(405);
        RestAssured.given().get("/v1/models").then().statusCode(200);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Scrape.now().of("http_server_requests_seconds_count"))
                .extracting(sample -> sample.tags().get("method"))
                .contains("GET")
                .isSubsetOf("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /v1/jobs/stranger HTTP/1.1\r\nHost: a",
                "OPTIONS /v1/jobs/stranger/cancel HTTP/1.1\r\nHost: a",
                "GET /v1/callbacks/apidot/stranger% HTTP/1.1\r\nHost: a",
                "GET /stranger|x HTTP/1.1\r\nHost: a",
                "GET /stranger HTTP/1.1",
                "POST /stranger HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000"
            })
    void request_ofAPathThatSomebodyMadeUp_isNoSeriesOfItsOwn(String head) throws IOException {
        // When
        try (Socket socket = new Socket(RestAssured.baseURI.replaceAll(".*//", ""), RestAssured.port)) {
            socket.getOutputStream()
                    .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isPositive();
        }

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Scrape.now().of("http_server_requests_seconds_count"))
                .extracting(sample -> sample.tags().get("uri"))
                .contains("/other")
                .noneMatch(uri -> uri.contains("stranger")));
    }

    @Test
    void request_ofAResource_isCountedUnderItsTemplate() {
        // When
        RestAssured.given()
                .get("/v1/jobs/job_00000000000000000000000000")
                .then()
                .statusCode(404);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Scrape.now().of("http_server_requests_seconds_count"))
                .extracting(sample -> sample.tags().get("uri"))
                .contains("/v1/jobs/{id}"));
    }

    @Test
    void song_thatIsMade_isCountedAtEachStep() {
        // Given
        Scrape before = Scrape.now();

        // When
        String id = RestAssured.given()
                .contentType("application/json")
                .body(new JsonObject()
                        .put("model", "minimax-music-2.6")
                        .put("prompt", "Uplifting indie pop, bright guitars")
                        .put("lyrics", "[Verse]\nStreetlights flicker")
                        .put("providers", new io.vertx.core.json.JsonArray().add("aimlapi"))
                        .encode())
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        RestAssured.given().get("/v1/jobs/" + id).<String>path("status"))
                .isEqualTo("completed"));

        // Then
        Scrape after = Scrape.now();
        assertThat(grown(before, after, "segue_creates_total", "aimlapi", "started"))
                .isPositive();
        assertThat(grown(before, after, "segue_looks_total", "aimlapi", "succeeded"))
                .isPositive();
        assertThat(grown(before, after, "segue_jobs_ended_total", "aimlapi", "completed"))
                .isPositive();
        assertThat(grown(before, after, "segue_cost_usd_total", "aimlapi", "reported")
                        + grown(before, after, "segue_cost_usd_total", "aimlapi", "price_list"))
                .isPositive();
        assertThat(after.value("segue_looks_per_task_count", "aimlapi"))
                .isGreaterThan(before.value("segue_looks_per_task_count", "aimlapi"));
    }

    private static double grown(Scrape before, Scrape after, String meter, String... tags) {
        return after.value(meter, tags) - before.value(meter, tags);
    }
}
