package dev.segue.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
import dev.segue.database.TestDatabase;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Streams through a real nginx, configured as docs/sse.md says. Needs nginx, so only CI runs it: {@code .ci/run} installs one. */
@Tag("nginx")
@Execution(ExecutionMode.CONCURRENT)
class NginxIT {

    private static final Pattern CONFIGURATION = Pattern.compile("```nginx\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    private PackagedSegue segue;
    private Process nginx;
    private String address;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        Map<String, String> environment = new HashMap<>(TestDatabase.fresh().asEnvironment());
        environment.put("SEGUE_SANDBOX_ENABLED", "true");
        environment.put("SEGUE_SANDBOX_PORT", "0");
        environment.put("SEGUE_SANDBOX_DURATION", "PT10S");
        environment.put("SEGUE_EVENTS_KEEP_ALIVE", "PT1S");
        segue = PackagedSegue.start(folder, environment);
        int port = freePort();
        Path configuration = Files.writeString(
                folder.resolve("nginx.conf"),
                documented()
                        .replace("127.0.0.1:8080", URI.create(segue.address()).getAuthority())
                        .replace("listen 8081", "listen 127.0.0.1:" + port)
                        .replace(
                                "proxy_read_timeout 150s",
                                "proxy_read_timeout 5s") // far less than the test's idle time
                        .replace(
                                "http {",
                                "http {\n access_log off;\n client_body_temp_path b; proxy_temp_path p;"
                                        + " fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;"));
        nginx = new ProcessBuilder(
                        "nginx",
                        "-p",
                        folder.toString(),
                        "-c",
                        configuration.toString(),
                        "-e",
                        "stderr",
                        "-g",
                        "daemon off; pid nginx.pid;")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        address = "http://127.0.0.1:" + port;
        awaitNginx();
    }

    @AfterEach
    void stop() throws Exception {
        if (nginx != null) {
            nginx.destroy();
            nginx.waitFor();
        }
        segue.close();
    }

    @Test
    void events_behindNginx_arriveAsTheyHappen() throws Exception {
        // Given
        String events = RestAssured.given()
                .contentType("application/json")
                .body(
                        "{\"model\":\"minimax-music-2.6\",\"prompt\":\"Uplifting indie pop\",\"lyrics\":\"[Verse]\\nIt rains\"}")
                .post(segue.address() + "/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("links.events");

        // When
        HttpResponse<java.io.InputStream> stream = open(events);
        long first = 0;
        long last = 0;
        try (BufferedReader lines = lines(stream)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:") && line.contains("\"status\"")) {
                    last = System.nanoTime();
                    first = first == 0 ? last : first;
                }
            }
        }

        // Then
        assertThat(stream.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(Duration.ofNanos(last - first))
                .as("between the first and the last event of a song that takes ten seconds")
                .isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void stream_idleBeyondNginxsPatience_staysOpenAndIsHeard() throws Exception {
        // Given
        HttpResponse<java.io.InputStream> stream = open("/v1/events");
        long began = System.nanoTime();
        int kept = 0;

        // When
        try (BufferedReader lines = lines(stream)) {
            while (Duration.ofNanos(System.nanoTime() - began).compareTo(Duration.ofSeconds(11)) < 0) {
                String line = lines.readLine();
                assertThat(line).as("nginx has hung up").isNotNull();
                kept += line.equals(": keep-alive") ? 1 : 0;
            }
        }

        // Then
        assertThat(kept).isGreaterThanOrEqualTo(5);
    }

    @Test
    void pagesOfTheOperator_behindNginx_areNotThere() throws Exception {
        assertThat(RestAssured.given().get(address + "/q/metrics").statusCode()).isEqualTo(404);
        assertThat(RestAssured.given().get(address + "/v1/models").statusCode()).isEqualTo(200);
    }

    private HttpResponse<java.io.InputStream> open(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofInputStream());
    }

    private static BufferedReader lines(HttpResponse<java.io.InputStream> stream) {
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }

    private void awaitNginx() throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end) {
            try {
                if (RestAssured.given().get(address + "/v1/models").statusCode() == 200) {
                    return;
                }
            } catch (Exception notYet) {
                assertThat(nginx.isAlive())
                        .as(Files.readString(folder.resolve("nginx.log")))
                        .isTrue();
            }
        }
        throw new AssertionError("nginx does not answer: " + Files.readString(folder.resolve("nginx.log")));
    }

    private static String documented() throws IOException {
        Matcher block = CONFIGURATION.matcher(Files.readString(Path.of("docs/sse.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
