package dev.segue.sandbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was received, whatever became of it: the proof that nothing was sent twice and no key went where it must not. */
final class Journal {

    private static final int KEPT = 10_000;
    private static final int KEY_END = 4;

    private final Clock clock;
    private final Map<String, Integer> creates = new TreeMap<>();
    private final Deque<JsonObject> recent = new ArrayDeque<>();

    Journal(Clock clock) {
        this.clock = clock;
    }

    void note(String provider, boolean create, HttpServerRequest request, Buffer body) {
        creates.merge(provider, create ? 1 : 0, Integer::sum);
        if (recent.size() == KEPT) {
            recent.removeFirst();
        }
        JsonObject query = new JsonObject();
        request.params().forEach(param -> query.put(param.getKey(), param.getValue()));
        recent.add(new JsonObject()
                .put("at", clock.instant().toString())
                .put("provider", provider)
                .put("create", create)
                .put("method", request.method().name())
                .put("path", request.path())
                .put("query", query)
                .put("body", read(body))
                .put(
                        "headers",
                        new JsonArray(request.headers().names().stream()
                                .map(String::toLowerCase)
                                .sorted()
                                .toList()))
                .put("authorization", keyEnd(request.getHeader("authorization"))));
    }

    JsonObject describe() {
        creates.remove("audio");
        return new JsonObject()
                .put("creates", new JsonObject(new TreeMap<String, Object>(creates)))
                .put("requests", new JsonArray(List.copyOf(recent)));
    }

    void clear() {
        creates.clear();
        recent.clear();
    }

    /** Enough to tell keys apart; null where there was none. */
    private static String keyEnd(String header) {
        return header == null ? null : "…" + header.substring(Math.max(0, header.length() - KEY_END));
    }

    private static Object read(Buffer body) {
        try {
            return body.length() == 0 ? null : Json.decodeValue(body);
        } catch (DecodeException malformed) {
            return body.toString();
        }
    }
}
