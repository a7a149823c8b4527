package dev.segue.provider.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads out of a create body, as the job keeps it, what one provider is asked for. */
public final class SongRequests {

    /** The fields that say what is to be made; an override may have these and no other. */
    public static final List<String> COMMON =
            List.of("prompt", "lyrics", "title", "instrumental", "style_id", "reference_audio_url", "audio", "options");

    private static final Set<String> NESTED = Set.of("audio", "options");
    private static final ObjectMapper JSON = new ObjectMapper();

    private SongRequests() {}

    /**
     * The common fields with that provider's overrides merged in (RFC 7396: {@code null} removes a field).
     *
     * @param request the body of a create that was let in, as JSON
     */
    public static SongRequest of(String request, String provider) {
        return of(read(request), provider);
    }

    public static SongRequest of(JsonNode request, String provider) {
        ObjectNode common = JsonNodeFactory.instance.objectNode();
        COMMON.stream().filter(request::has).forEach(name -> common.set(name, request.get(name)));
        JsonNode overrides = request.path("overrides").path(provider);
        return flat(overrides.isObject() ? merge(common, overrides) : common);
    }

    /**
     * Whether any but the first chosen route may be tried.
     *
     * @param request {@code null} once its words were forgotten, of which no other route could make anything
     */
    public static boolean failover(String request) {
        return request != null && failover(read(request));
    }

    public static boolean failover(JsonNode request) {
        return request.path("failover").asBoolean(true);
    }

    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        if (target.isObject()) {
            merged.setAll((ObjectNode) target);
        }
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merge(merged.path(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }

    private static SongRequest flat(JsonNode song) {
        Map<String, Object> fields = new TreeMap<>();
        song.properties().forEach(field -> {
            if (NESTED.contains(field.getKey())) {
                field.getValue()
                        .properties()
                        .forEach(inner -> put(fields, field.getKey() + "." + inner.getKey(), inner.getValue()));
            } else {
                put(fields, field.getKey(), field.getValue());
            }
        });
        return new SongRequest(fields);
    }

    private static void put(Map<String, Object> fields, String name, JsonNode value) {
        if (!value.isNull()) {
            fields.put(name, JSON.convertValue(value, Object.class));
        }
    }

    /** What the parser would say quotes the body, so it is not passed on. */
    private static JsonNode read(String request) {
        try {
            return JSON.readTree(request);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the kept request is not JSON");
        }
    }
}
