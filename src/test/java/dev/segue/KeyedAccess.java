package dev.segue;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** Only who holds a key may call, and jobs stay where a test puts them. */
public final class KeyedAccess implements QuarkusTestProfile {

    public static final String ADMIN = "sk_admin";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "segue.auth.mode", "api-key",
                "segue.auth.admin-key", ADMIN,
                "segue.dispatch.hold", "true",
                "segue.dialect.useapi.longest-wait", "PT1S");
    }

    public static RequestSpecification with(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    /** The text of a new key that may read and write jobs, one of that project. */
    public static String keyOf(String project) {
        return made("""
                {"name": "test", "project": "%s", "scopes": ["jobs:write", "jobs:read"]}
                """.formatted(project)).path("key");
    }

    /** What the operator is told of a new key. */
    public static Response made(String order) {
        return with(ADMIN)
                .contentType("application/json")
                .body(order)
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .response();
    }
}
