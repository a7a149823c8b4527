package dev.segue.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobIdsTest {

    @Test
    void ids_ofLaterMilliseconds_sortBehind() {
        // When
        List<String> ids = Stream.of(0L, 1L, 31L, 32L, 1_795_000_000_000L, 1_795_000_000_001L, 281_474_976_710_655L)
                .map(millis -> at(millis).next())
                .toList();

        // Then
        assertThat(ids).isSorted().allMatch(id -> id.matches("job_[0-7][0-9a-hjkmnp-tv-z]{25}"));
    }

    @Test
    void ids_ofOneMillisecond_differ() {
        // Given
        JobIds ids = at(1_795_000_000_000L);

        // When
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next());
        }

        // Then
        assertThat(made).hasSize(10_000);
        assertThat(made)
                .extracting(id -> id.substring(0, 14))
                .containsOnly(made.iterator().next().substring(0, 14));
    }

    private static JobIds at(long millis) {
        return new JobIds(Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
    }
}
