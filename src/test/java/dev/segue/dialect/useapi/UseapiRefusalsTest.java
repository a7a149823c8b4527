package dev.segue.dialect.useapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.dialect.Wire.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class UseapiRefusalsTest extends ImitatedUseapi {

    @Test
    void create_withModeratedWords_is422() {
        // When
        Answer answer = create("[[sandbox:task=moderated]]");

        // Then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json()).isEqualTo(body("error-422"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prompt=Side+by+side                       | Parameter styleId is required",
                "styleId=&prompt=Side+by+side              | Parameter styleId is required",
                "styleId=abcdef                            | Parameter prompt is required",
                "styleId=abcdef&prompt=                    | Parameter prompt is required",
                "styleId=abcdef&prompt=LONG                | Parameter prompt must have at most 600 characters, has 601",
                "styleId=abcdef&prompt=a%00b               | NUL",
                "styleId=abcdef&prompt=a&title=LONG        | Parameter title must have"
            })
    void create_thatTheProviderWouldRefuse_isRefusedInItsShapeAndMakesNothing(String query, String complaint) {
        // Given
        String newest = newest();

        // When
        Answer answer = client.get(ROOT + "create?" + query.replace("LONG", "x".repeat(601)));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertError(answer);
        assertThat(answer.json().getString("error")).contains(complaint);
        assertThat(newest()).isEqualTo(newest);
    }

    @Test
    void create_ofAHead_makesNothing() {
        // Given
        String newest = newest();

        // When
        Answer answer = client.send("HEAD", target("Heads up"), BodyPublishers.noBody());

        // Then
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("GET");
        assertThat(newest()).isEqualTo(newest);
    }

    @ParameterizedTest
    @CsvSource({
        "Purpose, prefetch",
        "Sec-Purpose, prefetch;prerender",
        "Sec-Purpose, Prefetch",
        "X-Purpose, preview",
        "X-Moz, prefetch"
    })
    void create_ofAPrefetch_makesNothing(String header, String value) {
        // Given
        String newest = newest();

        // When
        Answer answer = client.get(target("Ahead of time"), header, value);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertError(answer);
        assertThat(newest()).isEqualTo(newest);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, create, 405",
        "DELETE, job_00000000000000000000000000, 405",
        "POST, '', 405",
        "GET, job_00000000000000000000000000, 404",
        "GET, user:1234-minimax:987654321-music:998877665544332211, 404",
        "GET, %00, 404",
        "GET, a/b, 404",
        "GET, ?limit=x, 400",
        "GET, ?limit=0, 400",
        "GET, ?lastMusicId=%00, 404"
    })
    void request_thatIsNone_isRefusedInTheirShape(String method, String path, int status) {
        // When
        Answer answer = client.send(method, ROOT + path, BodyPublishers.noBody());

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertError(answer);
    }
}
