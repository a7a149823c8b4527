package dev.segue.webhook.pacing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When to try again.
 *
 * @param chance from 0 to 1: receivers that failed together are not tried together
 */
public record Schedule(List<Duration> waits, DoubleSupplier chance) {

    private static final double JITTER = 0.2;
    /** For what waited for a breaker, and so had fewer tries than its age would tell. */
    private static final Duration GRACE = Duration.ofHours(1);

    /**
     * @param step the tries before the one that has just failed
     * @param asked by the receiver, or {@code null}
     * @return nothing if that was the last
     */
    public Optional<Duration> after(int step, Duration asked) {
        if (step >= waits.size()) {
            return Optional.empty();
        }
        Duration wait = waits.get(step);
        Duration drawnOut = wait.plusMillis(Math.round(wait.toMillis() * JITTER * chance.getAsDouble()));
        return Optional.of(asked != null && asked.compareTo(drawnOut) > 0 ? asked : drawnOut);
    }

    /** How old a delivery may get. */
    public Duration patience() {
        Duration whole = waits.stream().reduce(Duration.ZERO, Duration::plus);
        return whole.multipliedBy(2).plus(GRACE);
    }
}
