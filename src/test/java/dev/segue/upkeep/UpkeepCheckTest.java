package dev.segue.upkeep;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpkeepCheckTest {

    @Test
    void times_byWhichNothingCouldBeLookedFor_areRefusedByName() {
        // Then
        assertRefused(-1, 1, 1, "segue.upkeep.reconcile-window");
        assertRefused(1, 0, 1, "segue.upkeep.reconcile-min-interval");
        assertRefused(1, 2, 1, "segue.upkeep.reconcile-max-interval");
        assertThatCode(() -> check(0, 1, 1)).doesNotThrowAnyException();
    }

    private static void assertRefused(long window, long min, long max, String property) {
        assertThatThrownBy(() -> check(window, min, max))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(property);
    }

    private static void check(long window, long min, long max) {
        UpkeepCheck.check(Duration.ofSeconds(window), Duration.ofSeconds(min), Duration.ofSeconds(max));
    }
}
