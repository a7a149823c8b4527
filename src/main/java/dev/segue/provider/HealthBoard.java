package dev.segue.provider;

import dev.segue.time.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How each provider has lately answered this replica. Adapters write it; routing and the operator's page read it. */
@Singleton
public class HealthBoard {

    private static final Health FRESH = new Health(Breaker.CLOSED, 0, false);

    private final Map<String, Health> board = new ConcurrentHashMap<>();
    private final Ticker ticker;

    public enum Breaker {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private record Health(Breaker breaker, long openUntilNanos, boolean denied) {}

    @Inject
    HealthBoard(Ticker ticker) {
        this.ticker = ticker;
    }

    /** @param delay how long an opened breaker stays open */
    public void breaker(String provider, Breaker state, Duration delay) {
        board.merge(
                provider,
                new Health(state, ticker.nanos() + delay.toNanos(), false),
                (old, now) -> new Health(now.breaker, now.openUntilNanos, old.denied));
    }

    /** Whether the provider last refused us as such: a key or a balance at fault. */
    public void denied(String provider, boolean denied) {
        Health old = of(provider);
        if (old.denied != denied) {
            board.merge(
                    provider,
                    new Health(Breaker.CLOSED, 0, denied),
                    (was, now) -> new Health(was.breaker, was.openUntilNanos, denied));
        }
    }

    public Breaker breaker(String provider) {
        Health health = of(provider);
        return health.breaker == Breaker.OPEN && !stillOpen(health) ? Breaker.HALF_OPEN : health.breaker;
    }

    /** Whether a call would go out: the breaker is closed, or due to be tried again. */
    public boolean callable(String provider) {
        return breaker(provider) != Breaker.OPEN;
    }

    public boolean healthy(String provider) {
        return breaker(provider) == Breaker.CLOSED && !of(provider).denied;
    }

    private Health of(String provider) {
        return board.getOrDefault(provider, FRESH);
    }

    private boolean stillOpen(Health health) {
        return health.openUntilNanos - ticker.nanos() > 0;
    }
}
