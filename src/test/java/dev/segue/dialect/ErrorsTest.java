package dev.segue.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.dialect.Wire.Answer;
import dev.segue.provider.http.Samples;
import dev.segue.sandbox.Shape;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ErrorsTest {

    @TestHTTPResource
    URI server;

    @ParameterizedTest
    @CsvSource({"outage, 503, 5", "defect, 500, "})
    void failure_ofOurs_isSaidInTheDialectsShapeAndTellsNothing(String how, int status, String retryAfter) {
        // When
        Answer answer = new Wire(server).get("/v2/generate/audio/failing/" + how);

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("retry-after")).isEqualTo(retryAfter);
        assertThat(answer.header("content-type")).startsWith("application/json");
        assertThat(Shape.of(answer.json()))
                .isEqualTo(Shape.of(Samples.read("aimlapi", "error-500").getJsonObject("body")));
        assertThat(answer.text()).doesNotContain("internals");
    }

    @Test
    void answer_ofOurOwnInterface_isLeftAsItIs() {
        // When
        Answer answer = new Wire(server).post("/v1/jobs", new JsonObject());

        // Then
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(answer.header("cache-control")).isEqualTo("private, no-store");
    }
}
