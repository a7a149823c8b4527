package dev.segue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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

    @Test
    void segue_packaged_takesQueriesAsTheyWereTyped() throws IOException {
        // Given
        try (Socket socket = new Socket("localhost", RestAssured.port)) {

            // When
            socket.getOutputStream()
                    .write("GET /v1/jobs?user=100%|à HTTP/1.1\r\nHost: segue\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));

            // Then
            assertThat(socket.getInputStream().readAllBytes()).asString().startsWith("HTTP/1.1 200 ");
        }
    }
}
