package dev.segue.edge;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AnswerHeadersTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/segue.js", "/v1/models", "/v1/nothing", "/q/health", "/q/swagger-ui/", "/nothing"})
    void everyAnswer_isNeitherGuessedNorFramedNorNamedElsewhere(String path) {
        // Then
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
    }

    @Test
    void page_runsNoScriptButItsOwn() {
        // Then
        given().get("/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("script-src 'self';"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .body(not(containsString(" style=")), not(containsString("<style")), not(containsString(" onclick")));
    }

    @Test
    void otherOrigins_unlessConfigured_areToldNothing() {
        // Then
        given().header("Origin", "https://elsewhere.example")
                .get("/v1/models")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue());
        given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/v1/jobs")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void answers_withTicketsInThem_areKeptByNoCache() {
        // Then
        given().get("/v1/jobs").then().header("Cache-Control", equalTo("private, no-store"));
        given().get("/v1/jobs/job_x").then().statusCode(404).header("Cache-Control", equalTo("private, no-store"));
        given().queryParam("ticket", "1.forged")
                .get("/v1/jobs/job_x/events")
                .then()
                .statusCode(403)
                .header("Cache-Control", containsString("no-store"));
    }
}
