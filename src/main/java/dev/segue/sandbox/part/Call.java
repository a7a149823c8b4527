package dev.segue.sandbox.part;

import dev.segue.sandbox.fault.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** One request and its answer, which a fault may spoil on its way out. */
public final class Call {

    private final HttpServerRequest request;
    private final Buffer body;
    private Kind spoiled;

    public Call(HttpServerRequest request, Buffer body) {
        this.request = request;
        this.body = body;
    }

    boolean is(HttpMethod method, String path) {
        return request.method().equals(method) && request.path().equals(path);
    }

    boolean isBelow(HttpMethod method, String folder) {
        return request.method().equals(method)
                && request.path().startsWith(folder)
                && request.path().length() > folder.length();
    }

    String path() {
        return request.path();
    }

    /** The path's last segment, decoded. */
    String name() {
        String last = request.path().substring(request.path().lastIndexOf('/') + 1);
        // A plus is a plus in a path.
        return URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    String query(String name) {
        return request.getParam(name);
    }

    JsonObject queries() {
        JsonObject fields = new JsonObject();
        request.params().forEach(param -> fields.put(param.getKey(), param.getValue()));
        return fields;
    }

    /** Empty where the body is no JSON object. */
    Optional<JsonObject> body() {
        try {
            return Optional.of(new JsonObject(body));
        } catch (DecodeException | ClassCastException malformed) {
            return Optional.empty();
        }
    }

    boolean authorized() {
        String header = request.getHeader("authorization");
        return header != null && header.matches("(?i)bearer\\s+\\S.*");
    }

    /** From now on the answer goes out spoiled. */
    void spoil(Kind kind) {
        spoiled = kind;
    }

    void refuse() {
        request.connection().close();
    }

    void header(String name, String value) {
        request.response().putHeader(name, value);
    }

    void html(int status) {
        answer(status, "text/html", "<html><body><h1>" + status + " Bad Gateway</h1></body></html>");
    }

    void json(int status, Object json) {
        if (spoiled == Kind.NO_ID && json instanceof JsonObject object) {
            strip(object, "id", "task_id", "musicId");
        } else if (spoiled == Kind.NO_AUDIO && json instanceof JsonObject object) {
            strip(object, "audioURL", "audio_file", "files", "output");
        }
        String text = Json.encode(json);
        answer(status, "application/json", spoiled == Kind.BROKEN ? text.substring(0, text.length() / 2) : text);
    }

    private void answer(int status, String type, String text) {
        if (!request.response().ended() && !request.response().closed()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("content-type", type)
                    .end(text);
        }
    }

    private static void strip(JsonObject object, String... names) {
        JsonObject data = object.getValue("data") instanceof JsonObject inner ? inner : new JsonObject();
        Stream.of(names).forEach(name -> {
            object.remove(name);
            data.remove(name);
        });
    }
}
