package dev.segue.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallbackTest {

    @RegisterExtension
    static final SandboxHouse house = new SandboxHouse(Duration.ofMillis(50));

    private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            received.add(new JsonObject(new String(exchange.getRequestBody().readAllBytes())));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void hangUp() {
        receiver.stop(0);
    }

    @Test
    void callback_whenFinished_carriesTheTaskAndItsFiles() throws InterruptedException {
        // When
        String id = submit("a song of the sea");

        // Then
        JsonObject callback = received.poll(10, TimeUnit.SECONDS);
        assertThat(callback.getInteger("code")).isEqualTo(200);
        assertThat(callback.getJsonObject("data").getString("task_id")).isEqualTo(id);
        assertThat(callback.getJsonObject("data").getString("status")).isEqualTo("finished");
        assertThat(callback.getJsonObject("data").getJsonArray("files")).hasSize(2);
    }

    @Test
    void callback_doubled_arrivesTwice() throws InterruptedException {
        // When
        submit("[[sandbox:callback=doubled]]");

        // Then
        JsonObject first = received.poll(10, TimeUnit.SECONDS);
        JsonObject second = received.poll(10, TimeUnit.SECONDS);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void callback_flat_hasNoWrapping() throws InterruptedException {
        // When
        String id = submit("[[sandbox:callback=flat]]");

        // Then
        assertThat(received.poll(10, TimeUnit.SECONDS).getString("task_id")).isEqualTo(id);
    }

    @Test
    void callback_lost_neverComesThoughALaterOneDoes() throws InterruptedException {
        // Given
        submit("[[sandbox:callback=lost]]");

        // When
        String later = submit("[[sandbox:duration=200ms]]");

        // Then
        assertThat(received.poll(10, TimeUnit.SECONDS).getJsonObject("data").getString("task_id"))
                .isEqualTo(later);
        assertThat(received).isEmpty();
    }

    private String submit(String prompt) {
        JsonObject input = new JsonObject()
                .put("prompt", prompt)
                .put("custom_mode", false)
                .put("instrumental", false)
                .put("mv", "V5");
        JsonObject body = new JsonObject()
                .put("model", "generate-music")
                .put("input", input)
                .put("callback_url", "http://localhost:" + receiver.getAddress().getPort() + "/hook");
        return new JsonObject(house.post("/api/generate/submit", body).body())
                .getJsonObject("data")
                .getString("task_id");
    }
}
