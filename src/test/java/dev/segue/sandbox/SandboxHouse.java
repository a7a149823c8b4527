package dev.segue.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A sandbox on a free port, reached over real sockets as a stranger would; reset before each test. */
class SandboxHouse implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Duration duration;
    private Vertx vertx;
    private Sandbox sandbox;

    SandboxHouse(Duration duration) {
        this.duration = duration;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        vertx = Vertx.vertx();
        sandbox = Sandbox.start(vertx, new Sandbox.Options(0, Optional.of(duration), Clock.systemUTC()))
                .toCompletableFuture()
                .join();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        post("/sandbox/reset", new JsonObject());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        sandbox.stop().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    HttpRequest.Builder request(String target) {
        URI uri = target.startsWith("http") ? URI.create(target) : URI.create(sandbox.address() + target);
        return HttpRequest.newBuilder(uri).timeout(PATIENCE);
    }

    HttpRequest.Builder authorized(String target) {
        return request(target).header("authorization", "Bearer key-1234");
    }

    HttpRequest.Builder posting(String target, JsonObject body) {
        return authorized(target)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
    }

    HttpResponse<String> get(String target) {
        return send(authorized(target));
    }

    HttpResponse<String> post(String target, JsonObject body) {
        return send(posting(target, body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(client, request, BodyHandlers.ofString());
    }

    /** What comes back on a plain socket: the JDK's client sends a GET again, unasked, when it is closed without an answer. */
    String getOnce(String target) {
        try (Socket socket = new Socket("localhost", sandbox.address().getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String head = "GET " + target
                    + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer key-1234\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    CompletableFuture<HttpResponse<String>> begin(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> download(HttpRequest.Builder request) {
        return send(client, request, BodyHandlers.ofByteArray());
    }

    private static <T> HttpResponse<T> send(
            HttpClient client, HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Looks again and again, for every look is an answer over a socket, until the body is as wanted. */
    JsonObject until(String target, Predicate<JsonObject> wanted) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            HttpResponse<String> answer = get(target);
            JsonObject body = new JsonObject(answer.body());
            if (wanted.test(body)) {
                return body;
            }
        }
        throw new AssertionError("never as wanted: " + target);
    }

    void arm(String... faults) {
        HttpResponse<String> answer =
                post("/sandbox/faults", new JsonObject().put("faults", new JsonArray(List.of(faults))));
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.body());
        }
    }

    int creates(String provider) {
        return new JsonObject(get("/sandbox/requests").body())
                .getJsonObject("creates")
                .getInteger(provider, 0);
    }

    JsonArray tasks() {
        return new JsonObject(get("/sandbox/tasks").body()).getJsonArray("tasks");
    }

    /** The request that a sample message describes. */
    HttpRequest.Builder request(JsonObject sample) {
        JsonObject query = sample.getJsonObject("query", new JsonObject());
        String target = sample.getString("path") + (query.isEmpty() ? "" : "?" + query(query.getMap()));
        return sample.getString("method").equals("GET")
                ? authorized(target)
                : posting(target, sample.getJsonObject("body"));
    }

    static String query(Map<String, Object> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "="
                        + URLEncoder.encode(String.valueOf(field.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static JsonObject sample(String provider, String name) {
        try {
            return new JsonObject(
                    Files.readString(Path.of("src/test/resources/provider-samples", provider, name + ".json")));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static Object json(HttpResponse<String> answer) {
        return Json.decodeValue(answer.body());
    }
}
