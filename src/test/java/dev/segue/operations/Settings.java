package dev.segue.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What can be set: our properties from the code, Quarkus's from what its extensions say of themselves. */
final class Settings {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path PROPERTIES = Path.of("src/main/resources/application.properties");
    private static final Pattern INJECTED = Pattern.compile("@ConfigProperty\\(\\s*name = \"(segue\\.[^\"]+)\"");
    private static final Pattern READ = Pattern.compile("static final String [A-Z]+ = \"(segue\\.[a-z.-]*[a-z])\"");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*):");

    private Settings() {}

    /** Each property of ours and its default, empty if it has none. A map's keys are written {@code *}. */
    static Map<String, String> ours() {
        Map<String, String> found = new TreeMap<>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.segue").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(type -> ConfigClass.configClass(type.reflect()))
                        .forEach(mapping -> ConfigMappings.getProperties(mapping)
                                .forEach((name, property) ->
                                        found.put(name, property.hasDefaultValue() ? property.getDefaultValue() : "")));
        found.keySet().removeIf(name -> name.endsWith("[*]")); // the elements of a list have no names of their own
        sources().forEach(source -> {
            Stream.of(INJECTED, READ).forEach(pattern -> {
                Matcher named = pattern.matcher(source);
                while (named.find()) {
                    found.putIfAbsent(named.group(1), "");
                }
            });
        });
        return found;
    }

    /** Variables with names of their own, as {@code application.properties} reads them. */
    static Set<String> variables() {
        Set<String> found = new TreeSet<>();
        Matcher variable = VARIABLE.matcher(text(PROPERTIES));
        while (variable.find()) {
            found.add(variable.group(1));
        }
        return found;
    }

    /** Quarkus's properties that can be set when the program starts, by their variables. */
    static Map<String, String> ofQuarkus() {
        Map<String, String> found = new TreeMap<>();
        try {
            List<URL> models = Collections.list(Thread.currentThread()
                    .getContextClassLoader()
                    .getResources("META-INF/quarkus-config-doc/quarkus-config-model.json"));
            for (URL model : models) {
                try (InputStream content = model.openStream()) {
                    collect(new ObjectMapper().readTree(content), found);
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The variable of a property, as MicroProfile Config has it. */
    static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** What {@code application.properties} sets outside profiles. */
    static Map<String, String> shipped() {
        Map<String, String> found = new TreeMap<>();
        text(PROPERTIES)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("%") && line.contains("="))
                .map(line -> line.split("=", 2))
                .forEach(both -> found.put(both[0], both[1]));
        return found;
    }

    private static void collect(JsonNode node, Map<String, String> found) {
        if (node.path("phase").asText().equals("RUN_TIME") && node.has("path")) {
            JsonNode path = node.path("path");
            found.put(
                    path.path("environmentVariable").asText(),
                    path.path("property").asText());
        }
        node.forEach(child -> collect(child, found));
    }

    private static Stream<String> sources() {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList().stream()
                    .map(Settings::text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
