package dev.segue.provider.http;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sample messages of a provider. */
public final class Samples {

    private static final Path ALL = Path.of("src/test/resources/provider-samples");

    private Samples() {}

    /** @param name without the extension */
    public static JsonObject read(String provider, String name) {
        try {
            return new JsonObject(Files.readString(ALL.resolve(provider).resolve(name + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all samples of some kinds. */
    public static List<String> names(String provider, String... kinds) {
        try (Stream<Path> files = Files.list(ALL.resolve(provider))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .filter(name -> Stream.of(kinds).anyMatch(name::startsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers as the sample does. */
    public static ScriptedProvider.Reaction replay(String provider, String name) {
        JsonObject sample = read(provider, name);
        Object body = sample.getValue("body");
        String[] headers = sample.getJsonObject("headers").stream()
                .flatMap(header -> Stream.of(header.getKey(), String.valueOf(header.getValue())))
                .toArray(String[]::new);
        return ScriptedProvider.answer(
                sample.getInteger("status"), body instanceof String html ? html : encode(body), headers);
    }

    private static String encode(Object body) {
        return io.vertx.core.json.Json.encode(body);
    }
}
