package dev.segue.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
