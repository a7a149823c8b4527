package dev.segue.access.rate;

import java.time.Duration;

/**
 * How fast one caller asks, by the generic cell rate algorithm: a token bucket whose whole state is the moment at which it will
 * be full again. Times are a ticker's.
 */
final class Pace {

    private long fullAt;
    private long learntAt;
    private long nanosEach = 1;
    private long capacityNanos = 1;
    private int unshared;
    private long total = -1;

    Pace(long now) {
        fullAt = now;
        learntAt = now;
    }

    /** Asks for one request. */
    synchronized Turn take(int perSecond, int burst, long now) {
        nanosEach = Duration.ofSeconds(1).toNanos() / perSecond;
        capacityNanos = burst * nanosEach;
        long before = Math.min(capacityNanos, Math.max(0, fullAt - now));
        long after = before + nanosEach;
        boolean granted = after <= capacityNanos;
        if (granted) {
            unshared++;
            fullAt = now + after;
        }
        long used = granted ? after : before;
        return new Turn(
                granted,
                (int) ((capacityNanos - used) / nanosEach),
                Duration.ofNanos(used),
                Duration.ofNanos(granted ? 0 : after - capacityNanos),
                perSecond,
                burst);
    }

    /** What was granted here since this was asked last; others have not been told. */
    synchronized int untold() {
        int count = unshared;
        unshared = 0;
        return count;
    }

    /** They were not told after all. */
    synchronized void keep(int count) {
        unshared += count;
    }

    /**
     * Hears what all replicas have granted so far. What others granted since the last time counts as granted then: they may have
     * gone as fast as the limit allows, and that must not look like a burst.
     *
     * @param told how many of them were granted here since the last time
     */
    synchronized void learn(long granted, int told, long now) {
        long others = total < 0 ? 0 : granted - total - told;
        long limit = now + capacityNanos;
        if (others > 0) {
            fullAt = Math.min(limit, Math.max(fullAt, learntAt) + Math.min(others, Integer.MAX_VALUE) * nanosEach);
        }
        total = granted;
        learntAt = now;
    }

    synchronized boolean idleSince(long then) {
        return unshared == 0 && learntAt - then < 0 && fullAt - then < 0;
    }
}
