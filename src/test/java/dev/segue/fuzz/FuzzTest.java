package dev.segue.fuzz;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** {@code -Dsegue.fuzz.requests=20000 -Dsegue.fuzz.seed=7} for more, and others. */
@QuarkusTest
class FuzzTest {

    private static final int REQUESTS = Integer.getInteger("segue.fuzz.requests", 400);
    private static final long SEED = Long.getLong("segue.fuzz.seed", 2026);

    /** Streams of events do not end: what has come by then is judged. */
    private static final int SILENCE_MILLIS = 20_000;

    private static final int STREAM_MILLIS = 150;
    private static final int LONGEST_SHOWN = 1_000;
    private static final Pattern INSIDES = Pattern.compile(
            "Exception|\\tat |java\\.|io\\.(vertx|quarkus|netty)|org\\.(jboss|hibernate)|dev\\.segue\\.|SQLSTATE");

    @TestHTTPResource("/")
    URI server;

    @Test
    void nonsense_toEveryOperation_isRefusedAndNothingIsTold() throws IOException {
        // Given
        List<Operation> operations = Operation.of(new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json").asByteArray()));
        Nonsense nonsense = new Nonsense(SEED, operations, List.of(song(), song(), "0", "generate-music", "apidot"));
        Map<Integer, Integer> statuses = new TreeMap<>();

        // When / Then
        for (int n = 0; n < REQUESTS; n++) {
            byte[] request = nonsense.next();
            String answer = send(request);
            String what = "request " + n + " of seed " + SEED + ":\n"
                    + new String(request, 0, Math.min(LONGEST_SHOWN, request.length), StandardCharsets.UTF_8);
            assertThat(answer).as(what).matches("(?s)HTTP/1\\.[01] [1-4]\\d\\d .*");
            assertThat(answer).as(what).doesNotContainPattern(INSIDES).doesNotContainIgnoringCase("canary");
            statuses.merge(Integer.parseInt(answer.substring(9, 12)), 1, Integer::sum);
        }
        Logger.getLogger(FuzzTest.class)
                .infof("%d requests to %d operations: %s", REQUESTS, operations.size(), statuses);
        assertThat(statuses).containsKeys(200, 400, 404, 405, 415, 422);
    }

    private static String song() {
        return given().contentType("application/json")
                .body("""
                        {"model": "minimax-music-2.6", "prompt": "A quiet song", "lyrics": "La la la la la"}""")
                .header("Prefer", "wait=20")
                .post("/v1/jobs")
                .path("id");
    }

    private String send(byte[] request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(SILENCE_MILLIS);
            try {
                socket.getOutputStream().write(request);
            } catch (SocketException cutOff) {
                // The answer may be there all the same.
            }
            return read(socket);
        }
    }

    private static String read(Socket socket) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            byte[] part = new byte[8192];
            for (int length; (length = in.read(part)) >= 0; ) {
                answer.write(part, 0, length);
                if (answer.toString(StandardCharsets.UTF_8).contains("text/event-stream")) {
                    socket.setSoTimeout(STREAM_MILLIS);
                }
            }
        } catch (SocketTimeoutException | SocketException noMore) {
            // What came is judged.
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
