package dev.segue.operations;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class HealthTest {

    static List<String> probes() {
        return ManifestsTest.probes();
    }

    @ParameterizedTest
    @MethodSource("probes")
    void probe_ofARunningProgram_succeeds(String path) {
        RestAssured.given().get(path).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void readiness_tellsOfDatabaseAndLease() {
        RestAssured.given()
                .get("/q/health/ready")
                .then()
                .body("checks.name", hasItems("database", "lease"))
                .body("checks.find { it.name == 'database' }.data.schema", notNullValue());
    }

    @Test
    void wellness_tellsOfListenerAndProviders() {
        RestAssured.given()
                .get("/q/health/well")
                .then()
                .statusCode(200)
                .body("checks.name", hasItems("listener", "providers"))
                .body("checks.find { it.name == 'providers' }.data.apidot", notNullValue());
    }
}
