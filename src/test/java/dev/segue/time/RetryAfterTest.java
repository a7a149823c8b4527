package dev.segue.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "0 | PT0S",
                "7 | PT7S",
                "' 120 ' | PT2M",
                "99999999999999999999 | PT2H",
                "Fri, 20 Nov 2026 12:00:30 GMT | PT30S",
                "Fri, 20 Nov 2026 11:00:00 GMT | PT0S",
                "Sat, 20 Nov 2027 12:00:00 GMT | PT2H",
                "-5 | null",
                "1.5 | null",
                "soon | null",
                "'' | null",
                "null | null"
            })
    void header_isReadAsSecondsOrDate(String header, Duration expected) {
        // When
        Duration wait = RetryAfter.parse(header, NOON);

        // Then
        assertThat(wait).isEqualTo(expected);
    }
}
