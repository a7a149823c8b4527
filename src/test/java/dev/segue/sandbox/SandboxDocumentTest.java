package dev.segue.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.sandbox.fault.Kind;
import dev.segue.sandbox.fault.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SandboxDocumentTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)=([a-z<>-]+)` \\|");

    @Test
    void document_listsEveryFaultAtEveryPlace() throws IOException {
        // When
        String document = Files.readString(Path.of("docs/sandbox.md"));

        // Then
        Set<String> documented = ROW.matcher(document)
                .results()
                .map(row -> row.group(1) + "=" + row.group(2))
                .filter(row -> !row.startsWith("duration"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(known());
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>();
        for (Place place : Place.values()) {
            Arrays.stream(Kind.values())
                    .filter(kind -> kind.places().contains(place))
                    .map(kind -> place.word() + "=" + (kind == Kind.STATUS ? "<status>" : kind.word()))
                    .forEach(known::add);
        }
        return known;
    }
}
