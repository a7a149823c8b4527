package dev.segue.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.segue.contract.Document.Place;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenApiTest {

    /** A slug is followed by a title where a problem is made, and stands behind an arrow where one is chosen. */
    private static final Pattern SLUG =
            Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\",\\s*\"[A-Z]|-> \"([a-z]+(?:-[a-z]+)+)\";");

    private static final Pattern TYPE = Pattern.compile("https://segue\\.dev/problems/([a-z-]+)");
    private static final Document DOCUMENT = Document.ours();

    static Stream<String> operations() {
        return DOCUMENT.operations().stream();
    }

    @Test
    void document_hasEveryOperationAndNoOther() {
        // Given
        Set<String> built =
                new TreeSet<>(Set.of("POST /v1/callbacks/{provider}/{token}")); // no resource: see CallbackRoute
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.segue").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .forEach(type -> type.getMethods().forEach(method -> add(built, type, method)));

        // Then
        assertThat(DOCUMENT.operations()).containsExactlyInAnyOrderElementsOf(built);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_tellsWhatItIsForAndHowItEnds(String operation) {
        // Given
        Place said = DOCUMENT.at("/paths", operation.split(" ")[1], operation.split(" ")[0].toLowerCase(Locale.ROOT));

        // Then
        assertThat(said.node().path("summary").asText()).isNotBlank();
        assertThat(said.node().path("description").asText()).isNotBlank();
        assertThat(said.node().path("operationId").asText()).isNotBlank();
        said.node().path("responses").fieldNames().forEachRemaining(status -> {
            Place response = DOCUMENT.at(said.pointer(), "responses", status);
            assertThat(response.node().path("description").asText()).isNotBlank();
            response.node()
                    .path("content")
                    .fieldNames()
                    .forEachRemaining(type -> checkExamples(
                            DOCUMENT.at(response.pointer(), "content", type), type, operation + " " + status));
        });
    }

    @Test
    void problems_areAllDocumented() throws IOException {
        // Given
        Set<String> made = new TreeSet<>();
        try (Stream<java.nio.file.Path> files = Files.walk(java.nio.file.Path.of("src/main/java/dev/segue/api"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> find(SLUG, read(file), made));
        }
        Set<String> explained = new TreeSet<>();
        find(Pattern.compile("(?m)^## ([a-z-]+)$"), read(java.nio.file.Path.of("docs/problems.md")), explained);
        Set<String> shown = new TreeSet<>();
        find(TYPE, DOCUMENT.root().toString(), shown);

        // Then
        assertThat(explained).isEqualTo(made);
        assertThat(shown).isEqualTo(made);
    }

    private static void checkExamples(Place content, String type, String what) {
        Place schema = DOCUMENT.at(content.pointer(), "schema");
        if (!type.endsWith("json")) {
            return;
        }
        assertThat(content.node().has("example")
                        || content.node().path("examples").size() > 0)
                .as("an example of " + what)
                .isTrue();
        content.node()
                .path("examples")
                .fieldNames()
                .forEachRemaining(name -> fits(
                        schema,
                        DOCUMENT.at(content.pointer(), "examples", name).node().path("value"),
                        what));
        if (content.node().has("example")) {
            fits(schema, content.node().get("example"), what);
        }
    }

    private static void fits(Place schema, JsonNode example, String what) {
        assertThat(DOCUMENT.faults(schema.pointer(), Document.text(example)))
                .as(what)
                .isEmpty();
    }

    private static void add(Set<String> built, JavaClass type, JavaMethod method) {
        method.getAnnotations().stream()
                .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
                .map(annotation -> annotation.getRawType().getSimpleName())
                .forEach(verb -> {
                    String path = type.getAnnotationOfType(Path.class).value()
                            + method.tryGetAnnotationOfType(Path.class)
                                    .map(Path::value)
                                    .orElse("");
                    built.add(verb + " "
                            + path.replaceAll("\\{\\s*(\\w+)\\s*:(?:[^{}]|\\{[^{}]*})*}", "{$1}")
                                    .replaceAll("/$", ""));
                });
    }

    private static void find(Pattern pattern, String text, Set<String> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
    }

    private static String read(java.nio.file.Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
