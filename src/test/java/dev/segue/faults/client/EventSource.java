package dev.segue.faults.client;

import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a browser's keeps between two connections. As there, an event counts once the blank line behind it has come: what was cut
 * off before is forgotten.
 */
final class EventSource {

    private final Consumer<JsonObject> onStatus;
    private Duration retry = Duration.ofSeconds(3); // until the server says otherwise
    private String lastId;

    private String id;
    private String event;
    private String data;

    EventSource(Consumer<JsonObject> onStatus) {
        this.onStatus = onStatus;
    }

    HttpRequest request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        return (lastId == null ? request : request.header("Last-Event-ID", lastId)).build();
    }

    /** Until the connection has ended, however it ends. */
    void read(Stream<String> lines) {
        id = null;
        event = null;
        data = null;
        try (lines) {
            lines.forEach(this::line);
        } catch (UncheckedIOException brokenOff) {
            // comes back, as after an end in order
        }
    }

    /** How long to wait before coming back. */
    Duration retry() {
        return retry;
    }

    private void line(String line) {
        if (line.isEmpty()) {
            dispatch();
        } else if (line.startsWith("id: ")) {
            id = line.substring("id: ".length());
        } else if (line.startsWith("event: ")) {
            event = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
            data = line.substring("data: ".length());
        } else if (line.startsWith("retry: ")) {
            retry = Duration.ofMillis(Long.parseLong(line.substring("retry: ".length())));
        }
    }

    private void dispatch() {
        if (id != null) {
            lastId = id;
        }
        if ("status".equals(event)) {
            onStatus.accept(new JsonObject(data));
        }
        id = null;
        event = null;
        data = null;
    }
}
