package dev.segue.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.segue.HeldDispatch;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(HeldDispatch.class)
class IdempotencyTest {

    private final String key = UUID.randomUUID().toString();

    @Test
    void repeat_withTheSameValue_getsTheSameJobAsItIsNow() {
        // Given
        String id = post("{\"model\":\"minimax-music-2.6\",\"prompt\":\"warm and slow\",\"instrumental\":true}")
                .statusCode(202)
                .header("Idempotency-Replayed", nullValue())
                .extract()
                .path("id");
        given().post("/v1/jobs/" + id + "/cancel").then().statusCode(200);

        // When
        ValidatableResponse answer =
                post("{\"instrumental\" : true, \"prompt\":\"warm and slow\",\"model\":\"minimax-music-2.6\"}");

        // Then
        answer.statusCode(202)
                .header("Idempotency-Replayed", "true")
                .header("Location", containsString("/v1/jobs/" + id))
                .body("id", equalTo(id))
                .body("status", equalTo("cancelled"));
    }

    @Test
    void repeat_withAnotherBody_isRefused() {
        // Given
        post(Jobs.BODY).statusCode(202);

        // Then
        post(Jobs.BODY.replace("u-17", "u-18"))
                .statusCode(422)
                .body("type", equalTo("https://segue.dev/problems/idempotency-key-reused"));
    }

    @Test
    void repeat_afterTheJobWasDeleted_isGone() {
        // Given
        String id = post(Jobs.BODY).statusCode(202).extract().path("id");
        given().post("/v1/jobs/" + id + "/cancel").then().statusCode(200);
        given().delete("/v1/jobs/" + id).then().statusCode(204);

        // Then
        post(Jobs.BODY).statusCode(410).contentType("application/problem+json");
    }

    @Test
    void key_ofARefusedRequest_isNotUsedUp() {
        // Given
        post("{\"model\":\"minimax-music-2.6\"}").statusCode(422);
        post("{").statusCode(400);

        // Then
        post(Jobs.BODY).statusCode(202).header("Idempotency-Replayed", nullValue());
    }

    @Test
    void key_ofMoreThan255Characters_isMalformed() {
        // Then
        given().contentType("application/json")
                .header("Idempotency-Key", "k".repeat(256))
                .body(Jobs.BODY)
                .post("/v1/jobs")
                .then()
                .statusCode(400);
        given().contentType("application/json")
                .header("Idempotency-Key", "k".repeat(255))
                .body(Jobs.BODY)
                .post("/v1/jobs")
                .then()
                .statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/jobs", "/v2/generate/audio"})
    void key_thatIsEmptyOrStatedTwice_isMalformedAndMakesNothing(String path) {
        // Given
        String body = Jobs.BODY.replace(
                "minimax-music-2.6", path.startsWith("/v2") ? "minimax/music-2.6" : "minimax-music-2.6");

        // Then
        given().contentType("application/json")
                .header("Idempotency-Key", "")
                .body(body)
                .post(path)
                .then()
                .statusCode(400);
        given().contentType("application/json")
                .header("Idempotency-Key", key, key + "-too")
                .body(body)
                .post(path)
                .then()
                .statusCode(400);
    }

    @Test
    void fiftyRequests_withOneKeyAtOnce_makeOneJob() {
        // Given
        String body = Jobs.BODY.replace("u-17", key);
        ExecutorService callers = Executors.newFixedThreadPool(50);

        // When
        List<CompletableFuture<Response>> calls = IntStream.range(0, 50)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> given().contentType("application/json")
                                .header("Idempotency-Key", key)
                                .body(body)
                                .post("/v1/jobs"),
                        callers))
                .toList();
        List<Response> answers = calls.stream().map(CompletableFuture::join).toList();
        callers.shutdown();

        // Then
        assertThat(answers).extracting(Response::statusCode).containsAnyOf(202).isSubsetOf(202, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 202 && answer.header("Idempotency-Replayed") == null)
                .hasSize(1);
        assertThat(given().get("/v1/jobs?user=" + key).path("data.size()").toString())
                .isEqualTo("1");
    }

    private ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/jobs")
                .then();
    }
}
