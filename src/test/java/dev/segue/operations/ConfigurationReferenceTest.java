package dev.segue.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.provider.settings.ProvidersConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md has every property there is, no other, and its default. */
class ConfigurationReferenceTest {

    private static final Pattern ROW = Pattern.compile("\\| `([a-z][^`]+)` \\| (.*?) \\| .*\\|");

    @Test
    void property_ofOurs_isDocumentedAndNoOtherIs() throws IOException {
        assertThat(documented("segue."))
                .containsOnlyKeys(new TreeSet<>(Settings.ours().keySet()));
    }

    @Test
    void default_ofAProperty_isTheProgramsOwn() throws IOException {
        // Given
        Map<String, String> documented = documented("segue.");

        // Then
        assertThat(Settings.ours().entrySet().stream()
                        .filter(ours -> !ours.getValue().isEmpty()))
                .isNotEmpty()
                .allSatisfy(ours -> assertThat(documented.get(ours.getKey()))
                        .as(ours.getKey())
                        .containsPattern(Pattern.compile("`" + Pattern.quote(ours.getValue()) + "`")));
    }

    @Test
    void property_ofQuarkus_existsAndHasTheDefaultThatWeShip() throws IOException {
        // Given
        Map<String, String> documented = documented("quarkus.");

        // Then
        assertThat(documented).isNotEmpty();
        assertThat(Settings.ofQuarkus().values()).containsAll(documented.keySet());
        assertThat(documented.entrySet().stream()
                        .filter(row -> Settings.shipped().containsKey(row.getKey())))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.getValue())
                        .as(row.getKey())
                        .contains("`" + Settings.shipped().get(row.getKey()) + "`"));
    }

    @Test
    void variable_withANameOfItsOwn_isDocumented() throws IOException {
        // Given
        String page = Files.readString(Path.of("docs/configuration.md"));

        // Then
        assertThat(Settings.variables())
                .filteredOn(variable -> !variable.endsWith("_BASE_URL")) // "and so on"
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(page).contains("`" + variable + "`"));
    }

    /** The properties in the tables and their defaults, one for each provider where {@code <id>} stands for all. */
    private static Map<String, String> documented(String prefix) throws IOException {
        return Files.readAllLines(Path.of("docs/configuration.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .filter(row -> row.group(1).startsWith(prefix))
                .flatMap(row -> names(row.group(1)).map(name -> Map.entry(name, row.group(2))))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        Map.Entry::getValue,
                        (first, second) -> {
                            throw new AssertionError("documented twice: " + first + " and " + second);
                        },
                        TreeMap::new));
    }

    private static Stream<String> names(String name) {
        return name.contains("<id>")
                ? ProvidersConfig.IDS.stream().map(id -> name.replace("<id>", id))
                : Stream.of(name.replaceAll("<[^>]+>", "*"));
    }
}
