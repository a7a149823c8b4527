package dev.segue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=10 | 10",
                "respond-async, wait=10 | 10",
                "WAIT = \"10\"; foo=bar, x | 10",
                "wait=10, wait=20 | 10",
                "wait=0 | 0",
                "wait=121 | 120",
                "wait=99999999999999999999 | 120"
            })
    void wait_asked_isHeardUpToTheLimit(String header, int seconds) {
        // Then
        assertThat(Prefer.wait(List.of(header))).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"wait", "wait=", "wait=-1", "wait=soon", "await=10", "wait=10s", "handling=lenient"})
    void preference_notUnderstood_isNone(String header) {
        // Then
        assertThat(Prefer.wait(List.of(header))).isEmpty();
    }

    @Test
    void severalHeaders_areOneList() {
        // Then
        assertThat(Prefer.wait(List.of("respond-async", "wait=7"))).contains(Duration.ofSeconds(7));
    }
}
