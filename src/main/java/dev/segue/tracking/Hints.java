package dev.segue.tracking;

import dev.segue.time.Ticker;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets at most one hint a second and job through, however many come; the last one is never lost, only later. */
final class Hints {

    private static final long APART_NANOS = Duration.ofSeconds(1).toNanos();

    private final Vertx vertx;
    private final Ticker ticker;
    /** When the latest look that a hint has caused was made, or will be. */
    private final Map<String, Long> looks = new ConcurrentHashMap<>();

    Hints(Vertx vertx, Ticker ticker) {
        this.vertx = vertx;
        this.ticker = ticker;
    }

    void take(String jobId, Runnable look) {
        long now = ticker.nanos();
        long[] wait = {-1};
        looks.compute(jobId, (id, latest) -> {
            if (latest == null || now - latest >= APART_NANOS) {
                wait[0] = 0;
                return now;
            }
            if (latest - now > 0) {
                return latest; // a look is to come anyway
            }
            wait[0] = latest + APART_NANOS - now;
            return latest + APART_NANOS;
        });
        if (wait[0] == 0) {
            look.run();
        } else if (wait[0] > 0) {
            vertx.setTimer(Duration.ofNanos(wait[0]).toMillis() + 1, tick -> look.run());
        }
    }

    void clear() {
        looks.clear();
    }

    void forget(String jobId) {
        looks.remove(jobId);
    }
}
