package dev.segue.api.problem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.api.document.OpenApiDocument;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which methods a path knows. The framework does not tell, so it is read out of our own OpenAPI document. */
@Singleton
class AllowedMethods {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final Uni<Map<Pattern, String>> byPath;

    @Inject
    AllowedMethods(OpenApiDocument document) {
        // Deferred, for the framework makes filters before the threads that the document is read on.
        byPath = Uni.createFrom()
                .deferred(document::tree)
                .map(AllowedMethods::byPath)
                .memoize()
                .indefinitely();
    }

    /** As {@code Allow} lists them; nothing for a path that the document does not have. */
    Uni<Optional<String>> of(String path) {
        return byPath.map(all -> all.entrySet().stream()
                .filter(known -> known.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst());
    }

    private static Map<Pattern, String> byPath(JsonNode document) {
        Map<Pattern, String> found = new LinkedHashMap<>();
        document.path("paths").properties().forEach(path -> {
            Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
            path.getValue().fieldNames().forEachRemaining(name -> methods.add(name.toUpperCase(Locale.ROOT)));
            methods.removeIf(name -> !METHODS.contains(name) && !name.equals("OPTIONS"));
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            found.put(pattern(path.getKey()), String.join(", ", methods));
        });
        return found;
    }

    private static Pattern pattern(String template) {
        return Pattern.compile("\\Q" + template.replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q") + "\\E/?");
    }
}
