package dev.segue.api.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which methods a path knows. The framework does not tell, so it is read out of our own OpenAPI document. */
@ApplicationScoped
class AllowedMethods {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final OpenApiDocumentService document;
    private final ObjectMapper json;
    private volatile Map<Pattern, String> byPath;

    @Inject
    AllowedMethods(OpenApiDocumentService document, ObjectMapper json) {
        this.document = document;
        this.json = json;
    }

    /** As {@code Allow} lists them; nothing for a path that the document does not have. */
    Optional<String> of(String path) {
        if (byPath == null) {
            byPath = read();
        }
        return byPath.entrySet().stream()
                .filter(known -> known.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Map<Pattern, String> read() {
        try {
            Map<Pattern, String> found = new LinkedHashMap<>();
            json.readTree(document.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON))
                    .path("paths")
                    .properties()
                    .forEach(path -> {
                        Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
                        path.getValue()
                                .fieldNames()
                                .forEachRemaining(name -> methods.add(name.toUpperCase(Locale.ROOT)));
                        methods.removeIf(name -> !METHODS.contains(name) && !name.equals("OPTIONS"));
                        if (methods.contains("GET")) {
                            methods.add("HEAD");
                        }
                        found.put(pattern(path.getKey()), String.join(", ", methods));
                    });
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern pattern(String template) {
        return Pattern.compile("\\Q" + template.replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q") + "\\E/?");
    }
}
