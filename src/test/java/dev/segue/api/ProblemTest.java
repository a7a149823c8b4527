package dev.segue.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProblemTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/")
    URI server;

    @Test
    void frameworkErrors_areProblemsToo() {
        // Then
        given().get("/v1/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("about:blank"))
                .body("title", equalTo("Not Found"))
                .body("instance", equalTo("/v1/nothing"))
                .body("", not(hasKey("errors")));
        given().put("/v1/models").then().statusCode(405).contentType("application/problem+json");
        given().patch("/v1/jobs/job_x").then().statusCode(405).contentType("application/problem+json");
        given().get("/v1/jobs/job_x/cancel").then().statusCode(405).contentType("application/problem+json");
        given().post("/v1/jobs/job_x/audio/0").then().statusCode(405).contentType("application/problem+json");
        given().post("/v1/jobs/job_x/events").then().statusCode(405).contentType("application/problem+json");
        given().accept("text/html").get("/v1/models").then().statusCode(406).contentType("application/problem+json");
        given().contentType("text/plain")
                .body("{}")
                .post("/v1/jobs")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void paths_withStrangeIds_areNotFound() {
        // Then
        for (String id : List.of("%00", "job_%00", "%27", "..%2f", "x".repeat(3000))) {
            given().urlEncodingEnabled(false)
                    .get("/v1/jobs/" + id)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void query_withACharacterThatNothingHas_findsNothing() {
        // Then
        given().urlEncodingEnabled(false)
                .get("/v1/webhook-deliveries?job=%00")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void body_overTheServersLimit_isAProblemToo() {
        // Then
        given().contentType("application/json")
                .body(" ".repeat(2 * 1024 * 1024))
                .post("/v1/jobs")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @Test
    void body_inChunksOverTheServersLimit_isAProblemToo() throws IOException, InterruptedException {
        // When
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(server.resolve("/v1/jobs"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[3 * 512 * 1024])))
                        .build(),
                BodyHandlers.ofString());

        // Then
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void body_inChunks_isReadAsAnyOther() throws IOException, InterruptedException {
        // When
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(server.resolve("/v1/jobs"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(Jobs.BODY.getBytes(StandardCharsets.UTF_8))))
                        .build(),
                BodyHandlers.ofString());

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @Test
    void request_thatNamesNoHost_isAProblemToo() throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            // When
            socket.getOutputStream()
                    .write("GET /v1/models HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            // Then
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .containsIgnoringCase("content-type: application/problem+json")
                    .contains("\"status\":400")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void options_ofAPath_areTheMethodsOfThatPathAlone() {
        // Then
        given().options("/v1/models").then().statusCode(200).header("Allow", equalTo("GET, HEAD, OPTIONS"));
        given().options("/v1/jobs/job_x/cancel").then().statusCode(200).header("Allow", equalTo("OPTIONS, POST"));
        given().options("/v1/jobs/job_x/audio/0").then().statusCode(200).header("Allow", equalTo("GET, HEAD, OPTIONS"));
        given().options("/v2/generate/audio")
                .then()
                .statusCode(200)
                .header("Allow", equalTo("GET, HEAD, OPTIONS, POST"));
    }

    @Test
    void method_thatIsNotAllowed_isToldWhichAre() {
        // Then
        given().put("/v1/models").then().statusCode(405).header("Allow", equalTo("GET, HEAD, OPTIONS"));
        given().patch("/v1/jobs/job_x").then().statusCode(405).header("Allow", equalTo("DELETE, GET, HEAD, OPTIONS"));
        given().get("/v1/jobs/job_x/cancel").then().statusCode(405).header("Allow", equalTo("OPTIONS, POST"));
    }
}
