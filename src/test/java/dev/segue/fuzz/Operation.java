package dev.segue.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * One operation of the document.
 *
 * @param path as a template
 * @param query the names of its parameters there
 * @param headers the names of its parameters there
 */
record Operation(String method, String path, List<String> query, List<String> headers) {

    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");

    static List<Operation> of(JsonNode document) {
        List<Operation> found = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation -> found.add(new Operation(
                        operation.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        names(document, operation.getValue(), "query"),
                        names(document, operation.getValue(), "header")))));
        return found;
    }

    private static List<String> names(JsonNode document, JsonNode operation, String place) {
        return StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .map(parameter -> parameter.has("$ref")
                        ? document.at(parameter.get("$ref").asText().substring(1))
                        : parameter)
                .filter(parameter -> parameter.path("in").asText().equals(place))
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }
}
