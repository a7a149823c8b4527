package dev.segue.dialect;

import dev.segue.provider.http.Samples;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A client of one of the imitated APIs, as plain as can be: what it sends is what stands there. */
public final class Wire {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;

    public record Answer(int status, HttpHeaders headers, byte[] body) {

        public JsonObject json() {
            return new JsonObject(text());
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return headers.firstValue(name).orElse(null);
        }
    }

    public Wire(URI base) {
        this.base = base;
    }

    public Answer get(String target, String... headers) {
        return send("GET", target, BodyPublishers.noBody(), headers);
    }

    public Answer post(String target, JsonObject body, String... headers) {
        return post(target, body.encode(), headers);
    }

    public Answer post(String target, String body, String... headers) {
        return send("POST", target, BodyPublishers.ofString(body), headers);
    }

    /** Sends a sample's request, whatever its method. */
    public Answer sample(String provider, String name, String... headers) {
        JsonObject sample = Samples.read(provider, name);
        String query = sample.getJsonObject("query", new JsonObject()).stream()
                .map(field ->
                        field.getKey() + "=" + URLEncoder.encode((String) field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        BodyPublisher body = sample.containsKey("body")
                ? BodyPublishers.ofString(sample.getJsonObject("body").encode())
                : BodyPublishers.noBody();
        String target = sample.getString("path") + (query.isEmpty() ? "" : "?" + query);
        return send(sample.getString("method"), target, body, headers);
    }

    /** Asks until the answer is right. */
    public JsonObject until(String target, Predicate<JsonObject> right) {
        return Uni.createFrom()
                .item(() -> get(target).json())
                .repeat()
                .withDelay(Duration.ofMillis(100))
                .indefinitely()
                .filter(right)
                .toUni()
                .await()
                .atMost(PATIENCE);
    }

    /** @param target absolute, or a path here */
    public Answer send(String method, String target, BodyPublisher body, String... headers) {
        URI uri = target.startsWith("http") ? URI.create(target) : URI.create(origin() + target);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body.contentLength() > 0) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<byte[]> answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public String origin() {
        return base.getScheme() + "://" + base.getAuthority();
    }
}
