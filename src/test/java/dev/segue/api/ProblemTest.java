package dev.segue.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProblemTest {

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
    void body_overTheServersLimit_isAProblemToo() {
        // Then
        given().contentType("application/json")
                .body(" ".repeat(2 * 1024 * 1024))
                .post("/v1/jobs")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }
}
