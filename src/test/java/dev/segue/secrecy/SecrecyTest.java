package dev.segue.secrecy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Canaries sent through every door, to good ends and bad ones. What is logged meanwhile is {@link Discretion}'s to judge. */
@QuarkusTest
class SecrecyTest {

    private static final String KEY = "sk_canary_0123456789";
    private static final String TICKET = "1999999999.canary-canary-canary-canary";
    private static final List<String> WHERE_WORDS_MUST_NOT_BE = List.of(
            "SELECT count(*) FROM job WHERE document::text ILIKE '%canary%'",
            "SELECT count(*) FROM job_event WHERE document::text ILIKE '%canary%'",
            "SELECT count(*) FROM attempt WHERE document::text ILIKE '%canary%'",
            "SELECT count(*) FROM idempotency_key k WHERE k::text ILIKE '%canary%'",
            "SELECT count(*) FROM callback_token t WHERE t::text ILIKE '%canary%'",
            "SELECT count(*) FROM webhook_delivery d WHERE d::text ILIKE '%canary%'");

    @Inject
    Pool pool;

    @Test
    void everythingThatIsLogged_isHeard() {
        // Then
        assertThat(Logger.getLogger("").getLevel().intValue()).isLessThanOrEqualTo(Level.FINE.intValue());
        assertThat(Arrays.stream(Logger.getLogger("").getHandlers())
                        .map(handler -> handler.getClass().getName()))
                .contains(Ear.class.getName());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aimlapi ",
                "apidot ",
                "apiinone ",
                "useapi ",
                "aimlapi create=400",
                "aimlapi create=503",
                "aimlapi create=cut",
                "apidot create=broken",
                "useapi create=html",
                "useapi create=no-id",
                "aimlapi look=broken,times=1",
                "apidot look=html,times=1",
                "apidot task=failed",
                "useapi task=moderated",
                "apiinone task=no-audio",
                "aimlapi audio=403,times=1",
                "apidot audio=cut,times=1",
                "apidot callback=doubled"
            })
    void song_whateverBecomesOfIt_leavesItsWordsInItsRequestAlone(String how) {
        // Given
        String provider = how.split(" ", -1)[0];
        String fault = how.split(" ", -1)[1];
        String words = "a canary sings " + (fault.isEmpty() ? "" : "[[sandbox:" + fault + "]]");
        boolean useapi = provider.equals("useapi");
        JsonObject request = new JsonObject()
                .put("model", useapi || provider.equals("apiinone") ? "minimax-music" : "minimax-music-2.6")
                .put("lyrics", words)
                .put("providers", new JsonArray().add(provider))
                .put("deadline_seconds", 3)
                .put("webhook", new JsonObject().put("url", "http://localhost:1/canary?token=canary"));
        request = useapi ? request.put("style_id", "abcdef") : request.put("prompt", words + "in the rain");

        // When
        Response answer = given().header("Authorization", "Bearer " + KEY)
                .header("Prefer", "wait=4")
                .contentType("application/json")
                .body(request.encode())
                .post("/v1/jobs");

        // Then
        assertThat(answer.statusCode()).isIn(200, 202);
        assertThat(answer.asString()).doesNotContainIgnoringCase(Ear.CANARY);
        assertThat(given().get("/v1/webhook-deliveries?job=" + answer.path("id"))
                        .asString())
                .doesNotContainIgnoringCase(Ear.CANARY);
        assertThat(WHERE_WORDS_MUST_NOT_BE)
                .allSatisfy(query -> assertThat(count(query)).isZero());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\": \"minimax-music-2.6\", \"prompt\": \"canary",
                "{\"model\": \"minimax-music-2.6\", \"prompt\": [\"canary\"], \"lyrics\": {\"canary\": 1}}",
                "{\"model\": \"canary\", \"prompt\": \"canary\"}",
                "{\"model\": \"minimax-music-2.6\", \"prompt\": \"canary\"}",
                "{\"model\": \"minimax-music-2.6\", \"prompt\": \"canary\\u0000\", \"lyrics\": \"canary \\ud800\"}",
                "{\"model\": \"minimax-music\", \"lyrics\": \"canary\", \"reference_audio_url\": \"ftp://canary/x\"}",
                "{\"model\": \"minimax-music-2.6\", \"webhook\": {\"url\": \"http://canary:99999/x\", \"secret\": \"canary\"}}",
                "canary"
            })
    void body_thatIsRefused_isNotQuoted(String body) {
        // When
        Response answer = given().contentType("application/json").body(body).post("/v1/jobs");

        // Then
        assertThat(answer.statusCode()).isBetween(400, 422);
        assertThat(answer.asString()).doesNotContainIgnoringCase(Ear.CANARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/jobs/job_x?ticket=" + TICKET,
                "/v1/jobs/job_x/events?ticket=" + TICKET,
                "/v1/jobs/job_x/audio/0?ticket=" + TICKET,
                "/v1/jobs?after=canary&status=canary&limit=canary",
                "/v1/models?canary=canary",
                "/nothing?ticket=" + TICKET
            })
    void query_isNeverAnsweredBack(String target) {
        // When
        Response answer = given().header("Authorization", "Basic canary")
                .accept("application/json")
                .get(target);

        // Then
        assertThat(answer.getStatusCode()).isNotEqualTo(500);
        assertThat(answer.asString() + answer.getHeaders()).doesNotContainIgnoringCase(Ear.CANARY);
    }

    @Test
    void callback_withATokenThatWasNeverIssued_isNotQuoted() {
        // When
        Response answer =
                given().body("{\"task_id\": \"canary\"}").post("/v1/callbacks/apidot/canary0123456789canary0123456789");

        // Then
        answer.then().statusCode(404);
        assertThat(answer.asString()).doesNotContainIgnoringCase(Ear.CANARY);
    }

    @Test
    void operatorsPages_showNothingOfAnybody() {
        // Given
        song_whateverBecomesOfIt_leavesItsWordsInItsRequestAlone("apidot ");
        query_isNeverAnsweredBack("/v1/jobs/job_x/events?ticket=" + TICKET);

        // Then
        for (String page : List.of("/q/metrics", "/q/health", "/v1/providers", "/v1/models")) {
            assertThat(given().get(page).asString())
                    .as(page)
                    .doesNotContainIgnoringCase(Ear.CANARY)
                    .doesNotContain("ticket=", "Signature=", "a-real-key-of", "Bearer sk_c");
        }
    }

    private long count(String query) {
        return pool.query(query)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
