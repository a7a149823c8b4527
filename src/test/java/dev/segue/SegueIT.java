package dev.segue;

import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
class SegueIT {

    @Test
    void segue_packaged_isReady() {
        RestAssured.given().get("/q/health/ready").then().statusCode(200).body("status", is("UP"));
    }

    @Test
    void segue_packaged_showsItsInterface() {
        RestAssured.given().get("/q/swagger-ui/").then().statusCode(200).contentType("text/html");
    }
}
