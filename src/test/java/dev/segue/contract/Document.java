package dev.segue.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Our OpenAPI document. Its schemas are JSON Schema as it is. */
final class Document {

    private static final String ADDRESS = "https://segue.dev/openapi";
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");

    private final JsonNode root;
    private final JsonSchemaFactory schemas;

    private Document(JsonNode root) {
        this.root = root;
        this.schemas = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, root.toString()))));
    }

    static Document ours() {
        try (InputStream file = Document.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new Document(new YAMLMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param pointer in the document, where what it says stands */
    record Place(JsonNode node, String pointer) {

        boolean isThere() {
            return !node.isMissingNode();
        }
    }

    JsonNode root() {
        return root;
    }

    /** As {@code POST /v1/jobs}. */
    Set<String> operations() {
        Set<String> found = new TreeSet<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(name -> {
                    if (METHODS.contains(name)) {
                        found.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return found;
    }

    /** The template that the path is of; the one with fewer parameters where there are two. */
    Optional<String> template(String path) {
        List<String> fitting = new ArrayList<>();
        root.path("paths").fieldNames().forEachRemaining(template -> {
            if (path.matches("\\Q" + template.replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q") + "\\E/?")) {
                fitting.add(template);
            }
        });
        return fitting.stream().min((one, other) -> Long.compare(parameters(one), parameters(other)));
    }

    /** What is at that pointer, and what is below it with those names, references followed. */
    Place at(String pointer, String... names) {
        Place place = followed(pointer);
        for (String name : names) {
            place = followed(place.pointer() + "/" + name.replace("~", "~0").replace("/", "~1"));
        }
        return place;
    }

    /** What is said of that status, or of its hundred. */
    Place response(Place operation, int status) {
        Place exactly = at(operation.pointer(), "responses", String.valueOf(status));
        return exactly.isThere() ? exactly : at(operation.pointer(), "responses", status / 100 + "XX");
    }

    /** What is wrong with a JSON text by the schema at that pointer. */
    List<String> faults(String pointer, String json) {
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return schemas
                .getSchema(SchemaLocation.of(ADDRESS + "#" + pointer), config)
                .validate(json, InputFormat.JSON)
                .stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.toList());
    }

    static String text(JsonNode value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Place followed(String pointer) {
        JsonNode node = root.at(pointer);
        return node.has("$ref") ? followed(node.get("$ref").asText().substring(1)) : new Place(node, pointer);
    }

    private static long parameters(String template) {
        return template.chars().filter(letter -> letter == '{').count();
    }
}
