package dev.segue.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator has not configured cannot be used. */
@QuarkusTest
@TestProfile(UnconfiguredProviderTest.OneProvider.class)
class UnconfiguredProviderTest {

    public static final class OneProvider implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "segue.sandbox.enabled", "false",
                    "segue.providers.aimlapi.api-key", "test",
                    "segue.providers.aimlapi.base-url", "http://localhost:1");
        }
    }

    @Test
    void request_forAProviderWithoutAKey_isToldSo() {
        // Then
        given().contentType("application/json")
                .body("{\"model\":\"generate-music\",\"prompt\":\"warm and slow\"}")
                .post("/v1/jobs")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo(""))
                .body("errors[0].route", equalTo("apidot"))
                .body("errors.detail", hasItem(containsString("is not configured")));
        given().get("/v1/models/minimax-music-2.6")
                .then()
                .body("routes.find { it.provider == 'apidot' }.available", equalTo(false))
                .body("routes.find { it.provider == 'aimlapi' }.available", equalTo(true));
        Jobs.create();
    }

    /** What the imitated provider would take is no fault of its client. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /api/generate/submit | {\"model\":\"generate-music\",\"input\":{\"prompt\":\"warm and slow\",\"custom_mode\":false,\"instrumental\":false,\"mv\":\"V5\"}}",
                "POST | /api/v1/audio/music | {\"model\":\"minimax-music\",\"prompt\":\"A song about rain\"}",
                "GET | /v1/minimax/music/create?styleId=abcdef&prompt=It+rains+and+rains | {}"
            })
    void request_inADialectThatNoConfiguredRouteTakes_isToldThatNothingIsThere(
            String method, String path, String body) {
        // Then
        RequestSpecification request = given().urlEncodingEnabled(false).header("Authorization", "Bearer of-anybody");
        (method.equals("POST") ? request.contentType("application/json").body(body) : request)
                .request(method, path)
                .then()
                .statusCode(503);
    }
}
