package dev.segue.forecast;

/**
 * How far a task is, by all we have seen of its route.
 *
 * @param percent 0 to 99
 * @param etaSeconds until half of such tasks have ended
 */
public record Progress(int percent, int etaSeconds) {

    static Progress at(double elapsed, Durations durations) {
        double remaining = durations.remaining(elapsed, 0.5);
        int percent = (int) Math.floor(100 * durations.done(elapsed));
        return new Progress(Math.max(0, Math.min(99, percent)), (int) Math.ceil(remaining));
    }
}
