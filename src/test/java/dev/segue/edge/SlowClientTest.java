package dev.segue.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SlowClientTest {

    private static final String WHOLE = "GET /v1/models HTTP/1.1\r\nHost: segue\r\n\r\n";
    private static final String HALF = "GET /v1/models HTTP/1.1\r\nHost: se";

    @TestHTTPResource("/")
    URI server;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                HALF,
                "POST /v1/jobs HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"mo"
            })
    void connection_onWhichARequestIsNotSaidInTime_isClosed(String beginning) throws IOException {
        try (Socket socket = open()) {
            // When
            say(socket, beginning);

            // Then
            assertThat(untilClosed(socket)).doesNotContain("HTTP/1.1 200", "HTTP/1.1 202");
        }
    }

    @Test
    void connection_withADripOfHeaders_isClosedAllTheSame() throws IOException {
        try (Socket socket = open()) {
            // When
            Instant end = Instant.now().plus(Duration.ofSeconds(10));
            say(socket, HALF);
            socket.setSoTimeout(100);
            boolean closed = false;
            while (!closed && Instant.now().isBefore(end)) {
                closed = drip(socket);
            }

            // Then
            assertThat(closed).isTrue();
        }
    }

    @Test
    void furtherRequest_thatIsNotSaidInTime_closesTheConnection() throws IOException {
        try (Socket socket = open()) {
            // Given
            say(socket, WHOLE);
            assertThat(socket.getInputStream().read()).isEqualTo('H');

            // When
            say(socket, HALF);

            // Then
            assertThat(untilClosed(socket)).startsWith("TTP/1.1 200").doesNotContain("HTTP/1.1 ");
        }
    }

    @Test
    void idleConnection_afterARequest_isKept() throws IOException {
        try (Socket socket = open()) {
            // Given
            say(socket, WHOLE);
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            socket.setSoTimeout(2_500);

            // When
            String more = untilSilence(socket);
            say(socket, WHOLE);

            // Then
            assertThat(more).contains("200 OK");
            assertThat((char) socket.getInputStream().read()).isEqualTo('H');
        }
    }

    @Test
    void answerThatTakesLong_isWaitedFor() throws IOException {
        try (Socket socket = open()) {
            // Given
            String body = """
                    {"model":"minimax-music-2.6","prompt":"A slow song [[sandbox:duration=3s]]","lyrics":"It rains and rains"}""";

            // When
            say(
                    socket,
                    "POST /v1/jobs HTTP/1.1\r\nHost: segue\r\nConnection: close\r\nPrefer: wait=30\r\n"
                            + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

            // Then
            assertThat(untilClosed(socket)).startsWith("HTTP/1.1 200");
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(15_000);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean drip(Socket socket) {
        try {
            say(socket, "g");
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    /** Fails with a timeout if it is not. */
    private static String untilClosed(Socket socket) throws IOException {
        try (InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return "";
        }
    }

    private static String untilSilence(Socket socket) throws IOException {
        StringBuilder heard = new StringBuilder();
        try {
            for (int next; (next = socket.getInputStream().read()) >= 0; ) {
                heard.append((char) next);
            }
            return heard + "and closed";
        } catch (SocketTimeoutException silence) {
            return heard.toString().replace("TTP/1.1 ", "");
        }
    }
}
