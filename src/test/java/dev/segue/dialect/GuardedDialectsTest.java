package dev.segue.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.KeyedAccess;
import dev.segue.dialect.Wire.Answer;
import dev.segue.provider.http.Samples;
import dev.segue.sandbox.Shape;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(KeyedAccess.class)
class GuardedDialectsTest {

    @TestHTTPResource
    URI server;

    @ParameterizedTest
    @CsvSource({
        "aimlapi, create-request-minimax-music-2.6",
        "aimlapi, look-request-minimax-music",
        "apiinone, create-request",
        "apiinone, look-request",
        "apidot, create-request-minimax-music-2.6-instrumental",
        "useapi, create-request"
    })
    void request_withoutAValidKey_isUnauthorizedInTheProvidersWords(String provider, String request) {
        // When
        Answer answer = new Wire(server).sample(provider, request, "Authorization", "Bearer sk_wrong");

        // Then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("content-type")).startsWith("application/json");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(Shape.of(answer.json()))
                .isEqualTo(Shape.of(Samples.read(provider, "error-401").getJsonObject("body")));
    }

    @ParameterizedTest
    @CsvSource({
        "aimlapi, create-request-minimax-music-2.6",
        "apiinone, create-request",
        "apidot, create-request-minimax-music-2.6-instrumental",
        "useapi, create-request"
    })
    void request_withAValidKey_isLetIn(String provider, String request) {
        // When
        Answer answer = new Wire(server).sample(provider, request, "Authorization", "Bearer sk_admin");

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }
}
