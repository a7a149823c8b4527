package dev.segue.time;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Reads {@code Retry-After} (RFC 9110, 10.2.3): seconds or an HTTP date. */
public final class RetryAfter {

    /** As long as a job may live: somebody's typing error must not park anything for a year. */
    private static final Duration MAX = Duration.ofHours(2);

    private RetryAfter() {}

    /** @return {@code null} if it is absent or says nothing that we understand */
    public static Duration parse(String header, Clock clock) {
        if (header == null || header.isBlank()) {
            return null;
        }
        String text = header.strip();
        if (text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return text.length() > 9 ? MAX : capped(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return capped(Duration.between(clock.instant(), then));
        } catch (DateTimeException neither) {
            return null;
        }
    }

    private static Duration capped(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }
}
