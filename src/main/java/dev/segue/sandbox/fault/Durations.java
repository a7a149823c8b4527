package dev.segue.sandbox.fault;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Reads {@code 20s}, {@code 1.5s}, {@code 300ms}, {@code 2m} and ISO-8601. */
final class Durations {

    private Durations() {}

    static Duration parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        try {
            if (lower.endsWith("ms")) {
                return Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)));
            }
            return Duration.parse(lower.startsWith("p") ? lower : "pt" + lower);
        } catch (NumberFormatException | DateTimeParseException malformed) {
            throw new IllegalArgumentException("sandbox: '" + text + "' is no duration", malformed);
        }
    }
}
