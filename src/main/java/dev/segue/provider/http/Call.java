package dev.segue.provider.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request to a provider.
 *
 * @param path below the provider's base URL, percent-encoded; see {@link #segment}
 * @param query raw: percent-encoded once, when it is sent
 * @param body sent as JSON, or {@code null}
 */
public record Call(HttpMethod method, String path, Map<String, String> query, JsonObject body) {

    public static Call get(String path) {
        return new Call(HttpMethod.GET, path, Map.of(), null);
    }

    public static Call post(String path, JsonObject body) {
        return new Call(HttpMethod.POST, path, Map.of(), body);
    }

    /** @param value {@code null} leaves the parameter out */
    public Call with(String name, String value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new Call(method, path, more, body);
    }

    /** An id as one segment of a path. A colon is legal there and stays, for ids are full of them and look better so in logs. */
    public static String segment(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
    }

    @Override
    public String toString() {
        return "Call[" + method + "]";
    }
}
