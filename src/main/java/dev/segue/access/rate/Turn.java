package dev.segue.access.rate;

import java.time.Duration;

/**
 * What came of asking for one more request.
 *
 * @param remaining requests that would be granted at once
 * @param untilFull until the whole burst is there again
 * @param pause until a request would be granted; zero if this one was
 */
public record Turn(
        boolean granted, int remaining, Duration untilFull, Duration pause, int requestsPerSecond, int burst) {

    /** The fields of draft-ietf-httpapi-ratelimit-headers-10: what is left now. */
    public String rateLimit() {
        return "\"caller\";r=" + remaining + ";t=" + seconds(untilFull);
    }

    /** And the rule: so many requests in so many seconds. */
    public String rateLimitPolicy() {
        return "\"caller\";q=" + burst + ";w=" + Math.max(1, (burst + requestsPerSecond - 1) / requestsPerSecond);
    }

    /** Whole seconds after which one request is granted. */
    public long retryAfter() {
        return Math.max(1, seconds(pause));
    }

    private static long seconds(Duration time) {
        return time.plusNanos(999_999_999).toSeconds();
    }
}
