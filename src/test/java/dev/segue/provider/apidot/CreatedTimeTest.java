package dev.segue.provider.apidot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreatedTimeTest {

    private static final Instant FROM = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-11-20T12:00:30Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "2026-11-20T12:00:10, true",
                "2026-11-20T11:59:10, true",
                "2026-11-20T12:01:20, true",
                "2026-11-20T20:00:10, true",
                "2026-11-20T17:45:10, true",
                "2026-11-20 05:00:10, true",
                "2026-11-20T12:00:10Z, true",
                "2026-11-20T20:00:10+08:00, true",
                "2026-11-20T12:05:00, false",
                "2026-11-20T11:55:00, false",
                "2026-11-22T12:00:10, false",
                "2026-11-20T20:00:10Z, false",
                "soon, false",
                "null, false"
            })
    void time_withoutAZone_fitsIfItDoesSomewhereInTheWorld(String text, boolean fits) {
        assertThat(CreatedTime.within(text, FROM, UNTIL)).isEqualTo(fits);
    }
}
