package dev.segue.api.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.smallrye.mutiny.unchecked.UncheckedSupplier;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;

/**
 * Our OpenAPI document, {@code META-INF/openapi.yaml}. Read off the event loops, and not before somebody asks for it: Quarkus's own
 * extension reads and prints it at each start, which was an eighth of the start.
 */
@Singleton
public final class OpenApiDocument {

    private static final String FILE = "/META-INF/openapi.yaml";

    OpenApiDocument() {}

    /** As it is written. */
    Uni<byte[]> text() {
        return read(InputStream::readAllBytes);
    }

    public Uni<JsonNode> tree() {
        return read(new YAMLMapper()::readTree);
    }

    private static <T> Uni<T> read(Reader<T> reader) {
        UncheckedSupplier<T> reading = () -> {
            try (InputStream file = OpenApiDocument.class.getResourceAsStream(FILE)) {
                return reader.read(file);
            }
        };
        return Uni.createFrom()
                .item(Unchecked.supplier(reading))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private interface Reader<T> {
        T read(InputStream file) throws IOException;
    }
}
