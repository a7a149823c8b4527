package dev.segue.provider;

import dev.segue.time.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How each provider has lately answered this replica. Adapters write it; routing and the operator's page read it. */
@Singleton
public class HealthBoard {

    /** A refusal is forgotten after that: routing sends nothing there meanwhile, so nobody else would notice a new key. */
    private static final Duration DENIED_FOR = Duration.ofMinutes(5);

    private final Map<String, Switch> breakers = new ConcurrentHashMap<>();
    private final Map<String, Long> deniedAt = new ConcurrentHashMap<>();
    private final Ticker ticker;
    private volatile Set<String> paused = Set.of();

    public enum Breaker {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private record Switch(Breaker state, long atNanos, Duration delay) {}

    @Inject
    HealthBoard(Ticker ticker) {
        this.ticker = ticker;
    }

    /** @param delay how long an opened breaker stays open */
    public void breaker(String provider, Breaker state, Duration delay) {
        breakers.put(provider, new Switch(state, ticker.nanos(), delay));
    }

    /** Whether the provider last refused us as such: a key or a balance at fault. */
    public void denied(String provider, boolean denied) {
        if (denied) {
            deniedAt.put(provider, ticker.nanos());
        } else {
            deniedAt.remove(provider);
        }
    }

    /** Those that the operator has paused, all of them. */
    public void paused(Set<String> providers) {
        paused = Set.copyOf(providers);
    }

    public boolean paused(String provider) {
        return paused.contains(provider);
    }

    public Breaker breaker(String provider) {
        Switch last = breakers.get(provider);
        if (last == null) {
            return Breaker.CLOSED;
        }
        // The breaker itself notices only at the next call that its delay is over, and that call must be let through.
        boolean over = !within(last.atNanos, last.delay);
        return last.state == Breaker.OPEN && over ? Breaker.HALF_OPEN : last.state;
    }

    /** Whether a create would go out: the breaker is closed, or due to be tried again, and the provider is not paused. */
    public boolean callable(String provider) {
        return breaker(provider) != Breaker.OPEN && !paused(provider);
    }

    public boolean healthy(String provider) {
        Long denied = deniedAt.get(provider);
        return breaker(provider) == Breaker.CLOSED && (denied == null || !within(denied, DENIED_FOR));
    }

    private boolean within(long sinceNanos, Duration span) {
        return ticker.nanos() - sinceNanos < span.toNanos();
    }
}
