package dev.segue.provider.apidot;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * When APIDot says that a task was created: without a zone, and in which one it thinks no document tells. So it is taken to be
 * within a span if in any zone of the world it is.
 */
final class CreatedTime {

    private static final int MINUTES_BETWEEN_ZONES = 15;
    private static final int FARTHEST_ZONE = 14 * 60;
    /** The clocks of two houses. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private CreatedTime() {}

    /** @param text {@code null} fits nowhere */
    static boolean within(String text, Instant from, Instant until) {
        if (text == null) {
            return false;
        }
        try {
            return between(OffsetDateTime.parse(text).toInstant(), from, until);
        } catch (DateTimeException noZone) {
            return withinAnyZone(text, from, until);
        }
    }

    private static boolean withinAnyZone(String text, Instant from, Instant until) {
        try {
            Instant inUtc = LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            for (int zone = -FARTHEST_ZONE; zone <= FARTHEST_ZONE; zone += MINUTES_BETWEEN_ZONES) {
                if (between(inUtc.minus(Duration.ofMinutes(zone)), from, until)) {
                    return true;
                }
            }
        } catch (DateTimeException noTime) {
            return false;
        }
        return false;
    }

    private static boolean between(Instant time, Instant from, Instant until) {
        return !time.isBefore(from.minus(SKEW)) && !time.isAfter(until.plus(SKEW));
    }
}
