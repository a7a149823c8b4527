package dev.segue.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import dev.segue.HeldDispatch;
import dev.segue.api.Jobs;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries as {@code curl} and template strings send them: not everything that ought to be is percent-encoded. */
@QuarkusTest
@TestProfile(HeldDispatch.class)
class RawQueryTest {

    @TestHTTPResource
    URI server;

    @ParameterizedTest
    @ValueSource(strings = {"came;saw", "über", "é;ü"})
    void value_thatIsSentAsItIs_arrivesWhole(String user) throws IOException {
        // Given
        Jobs.create(Jobs.BODY.replace("u-17", user));

        // When
        String answer = get("/v1/jobs?limit=1&user=" + user);

        // Then
        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"user\":\"" + user + "\"");
    }

    @Test
    void value_thatIsEncodedAlready_isNotEncodedAgain() {
        // Given
        Jobs.create(Jobs.BODY.replace("u-17", "100% ü;+"));

        // Then
        given().urlEncodingEnabled(false)
                .get("/v1/jobs?user=100%25+%C3%BC%3B%2B&limit=1")
                .then()
                .statusCode(200)
                .body("data", hasSize(1));
    }

    @Test
    void encoded_ofAnAddressWithoutSuchCharacters_isTheSame() {
        // Then
        for (String address : new String[] {"/", "/a;b/ü", "/v1/jobs?", "/v1/jobs?user=a%3Bb&limit=1+2"}) {
            assertThat(RawQuery.encoded(address)).isSameAs(address);
        }
    }

    private String get(String target) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
