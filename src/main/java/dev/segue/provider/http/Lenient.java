package dev.segue.provider.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * JSON as providers really send it: any field may be missing or null, numbers may be strings, and the whole may be HTML.
 * Paths are dotted ({@code data.task_id}); what cannot be read is {@code null}, never an exception.
 */
public final class Lenient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_SHAPE = 500;

    private final JsonNode node;

    private Lenient(JsonNode node) {
        this.node = node;
    }

    /** @param body {@code null} if the answer had none */
    public static Lenient read(String body) {
        try {
            JsonNode read = body == null ? null : JSON.readTree(body);
            return new Lenient(read == null ? MissingNode.getInstance() : read);
        } catch (JsonProcessingException notJson) {
            return new Lenient(MissingNode.getInstance());
        }
    }

    public boolean isObject() {
        return node.isObject();
    }

    public boolean isArray() {
        return node.isArray();
    }

    public Lenient at(String path) {
        JsonNode found = node;
        for (String name : path.split("\\.")) {
            found = found.path(name);
        }
        return new Lenient(found);
    }

    /** The first of the paths that holds a text or number that is not blank, as text; or {@code null}. */
    public String text(String... paths) {
        return Stream.of(paths)
                .map(path -> at(path).node)
                .filter(found -> found.isTextual() || found.isNumber())
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** The first of the paths that holds the URL of something on the web, untouched: a signed one breaks if it is re-encoded. */
    public String link(String... paths) {
        return Stream.of(paths)
                .map(path -> at(path).asLink())
                .filter(url -> url != null)
                .findFirst()
                .orElse(null);
    }

    /** This value itself, if it is a URL. */
    public String asLink() {
        String text = node.isTextual() ? node.asText() : "";
        return text.startsWith("https://") || text.startsWith("http://") ? text : null;
    }

    public Double number(String path) {
        String text = text(path);
        try {
            Double number = text == null ? null : Double.valueOf(text);
            return number == null || number.isNaN() || number.isInfinite() ? null : number;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    public Long whole(String path) {
        Double number = number(path);
        return number == null ? null : Long.valueOf(number.longValue());
    }

    public Boolean flag(String path) {
        JsonNode found = at(path).node;
        return found.isBoolean() || found.isTextual() && found.asText().matches("(?i)true|false")
                ? Boolean.valueOf(found.asText())
                : null;
    }

    /** The elements of the array there; none if there is none. */
    public List<Lenient> items(String path) {
        return at(path).items();
    }

    /** The elements of this array; none if it is none. */
    public List<Lenient> items() {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(Lenient::new)
                        .toList()
                : List.of();
    }

    /** The names and types without any value: all that may be logged of a body. */
    public String shape() {
        String shape = shape(node);
        return shape.length() > MAX_SHAPE ? shape.substring(0, MAX_SHAPE) : shape;
    }

    private static String shape(JsonNode node) {
        if (node.isObject()) {
            StringJoiner fields = new StringJoiner(", ", "{", "}");
            node.properties().forEach(field -> fields.add(field.getKey() + ": " + shape(field.getValue())));
            return fields.toString();
        }
        return node.isArray() && !node.isEmpty()
                ? "[" + shape(node.get(0)) + "]"
                : node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String toString() {
        return shape();
    }
}
