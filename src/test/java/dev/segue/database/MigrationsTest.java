package dev.segue.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A migration only adds: the version before runs on the new schema until its last replica is gone. What is not needed any more goes a release later. */
class MigrationsTest {

    private static final Pattern TAKES_AWAY = Pattern.compile(
            "\\b(DROP (TABLE|COLUMN|INDEX|CONSTRAINT)|RENAME|ALTER (COLUMN )?\\w+ (SET DATA )?TYPE|SET NOT NULL|TRUNCATE)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NEW_COLUMN =
            Pattern.compile("ADD (?:COLUMN )?(?:IF NOT EXISTS )?\\w+ [^,;]*", Pattern.CASE_INSENSITIVE);

    static List<Path> migrations() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("src/main/resources/db/migration"))) {
            return all.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void migration_onlyAdds(Path migration) throws IOException {
        // Given
        String statements = Files.readString(migration).replaceAll("--[^\\n]*", "");

        // Then
        assertThat(statements).doesNotContainPattern(TAKES_AWAY);
        assertThat(NEW_COLUMN.matcher(statements).results().map(column -> column.group()))
                .as("whoever does not know a column leaves it out")
                .allSatisfy(column -> assertThat(column.contains("NOT NULL") && !column.contains("DEFAULT"))
                        .isFalse());
    }
}
