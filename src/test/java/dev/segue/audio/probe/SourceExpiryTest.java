package dev.segue.audio.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceExpiryTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "https://h/a.mp3?Expires=1776355687&Signature=x%3D, 2026-04-16T16:08:07Z",
                "https://h/a?X-Amz-Date=20260416T160807Z&X-Amz-Expires=3600, 2026-04-16T17:08:07Z",
                "https://h/a?X-Goog-Expires=60&X-Goog-Date=20260416T160807Z#f, 2026-04-16T16:09:07Z",
                "https://h/a?x-oss-date=20260416T160807Z&x-oss-expires=1, 2026-04-16T16:08:08Z",
                "https://h/a, -",
                "https://h/a?, -",
                "https://h/a?Expires=, -",
                "https://h/a?Expires=soon, -",
                "https://h/a?Expires=99999999999999999, -",
                "https://h/a?X-Amz-Date=yesterday&X-Amz-Expires=3600, -"
            })
    void expiry_ofAnAddress_isWhatItsQuerySays(String url, Instant expected) {
        // When
        Instant expiry = SourceExpiry.of(url);
        // Then
        assertThat(expiry).isEqualTo(expected);
    }
}
