package dev.segue.provider.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViolationTest {

    @ParameterizedTest
    @CsvSource({
        "prompt,/prompt",
        "audio.format,/audio/format",
        "options.a.b,/options/a.b",
        "options.a/b~c,/options/a~1b~0c"
    })
    void field_byItsDottedName_isPointedAt(String field, String pointer) {
        // Then
        assertThat(Violation.of(field, "").pointer()).isEqualTo(pointer);
    }
}
