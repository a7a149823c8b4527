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
    @ValueSource(strings = {"came;saw", "über", "ça;là", "100%", "5%é", "{a|b}", "a\\b^c`", "\uD83D\uDE00"})
    void value_thatIsSentAsItIs_arrivesWhole(String user) throws IOException {
        // Given
        String id = Jobs.create(Jobs.BODY.replace("u-17", user.replace("\\", "\\\\")));

        // When
        String answer = get("/v1/jobs?limit=1&user=" + user);

        // Then
        assertThat(answer).startsWith("HTTP/1.1 200").contains(id);
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

    @ParameterizedTest
    @ValueSource(strings = {"/v1/jobs/%", "/v1/{jobs}?a=b", "/v1/[jobs]", "http://[x/v1/jobs", "http://x/v1/jobs?a=|"})
    void address_thatIsNone_isRefusedWithAProblem(String target) throws IOException {
        // Then
        assertThat(get(target)).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }

    @Test
    void encoded_ofAnAddressWithoutSuchCharacters_isTheSame() {
        // Then
        for (String address : new String[] {"/", "/a;b/ü", "/v1/jobs?", "/v1/jobs?user=a%3Bb&limit=1+2"}) {
            assertThat(RawQuery.encoded(address)).isEqualTo(address);
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
