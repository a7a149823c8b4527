package dev.segue.intake.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.job.Webhook;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A create body of the right shape and within its bounds, as far as it is not the routes' matter.
 *
 * @param body the whole, as it is kept
 * @param providers the order of preference, empty if none was given
 * @param webhook where to tell, or {@code null}
 */
public record CreateRequest(
        ObjectNode body,
        String model,
        List<String> providers,
        String title,
        String user,
        Map<String, Object> metadata,
        Duration deadline,
        Webhook webhook) {

    private static final int DEFAULT_DEADLINE_SECONDS = 900;

    /** Throws {@link RefusedException}. */
    public static CreateRequest of(ObjectNode body) {
        CreateShape.check(body);
        CreateBounds.check(body);
        return new CreateRequest(
                body,
                text(body, "model"),
                texts(body.path("providers")),
                text(body, "title"),
                text(body, "user"),
                metadata(body.path("metadata")),
                Duration.ofSeconds(body.path("deadline_seconds").asInt(DEFAULT_DEADLINE_SECONDS)),
                webhook(body.path("webhook")));
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).textValue();
    }

    private static List<String> texts(JsonNode array) {
        List<String> found = new ArrayList<>();
        array.forEach(item -> found.add(item.textValue()));
        return found;
    }

    private static Webhook webhook(JsonNode object) {
        return object.isObject()
                ? Webhook.to(
                        URI.create(text(object, "url")),
                        object.path("events").isArray() ? texts(object.path("events")) : null,
                        text(object, "secret"))
                : null;
    }

    private static Map<String, Object> metadata(JsonNode object) {
        if (!object.isObject()) {
            return null;
        }
        Map<String, Object> found = new TreeMap<>();
        object.properties()
                .forEach(field -> found.put(field.getKey(), field.getValue().textValue()));
        return found;
    }

    /** Prompts and lyrics are nobody's business. */
    @Override
    public String toString() {
        return "CreateRequest[" + model + "]";
    }
}
