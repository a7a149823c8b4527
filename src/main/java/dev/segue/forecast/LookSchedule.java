package dev.segue.forecast;

import java.time.Duration;

/**
 * Where to place the looks at a task: close together where its end is likely, far apart where it is not.
 *
 * @param min shorter looks sooner after the end, at more calls
 * @param max the longest that an end may go unseen
 */
public record LookSchedule(Duration min, Duration max) {

    /** The part of the still running tasks that is allowed to end before the next look. */
    private static final double LIKELY = 0.2;

    /**
     * A task is only seen to end when it is looked at. Looking where the ends were seen would see them there again, however much
     * earlier they come, so each look is placed a little before.
     */
    private static final double EARLY = 0.9;

    /** As long as that twice, where somebody will probably tell of the end before we look. */
    public Duration sparser(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(max) > 0 ? max : doubled;
    }

    /** How long to wait before the next look at a task that has been going for so long. */
    public Duration next(Duration elapsed, Durations durations) {
        double seconds = durations.remaining(elapsed.toMillis() / 1000.0, LIKELY);
        Duration wanted = Duration.ofMillis(Math.round(EARLY * seconds * 1000));
        if (wanted.compareTo(min) < 0) {
            return min;
        }
        return wanted.compareTo(max) > 0 ? max : wanted;
    }
}
