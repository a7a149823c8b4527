package dev.segue.provider.http;

import dev.segue.provider.HealthBoard;
import dev.segue.provider.http.Transport.Answer;
import dev.segue.provider.settings.ProviderSettings;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * What stands between us and one provider. The breaker and the rate limit are shared by creates and looks, so each is a guard of
 * its own, nested by hand; the limit stands outside the breaker, lest a call that it held back pass for a good one there.
 */
final class Guards {

    private static final TypeLiteral<Uni<Answer>> TYPE = new TypeLiteral<>() {};
    private static final int WINDOW = 10;
    private static final int RETRIES = 2;

    /** All that a look may spend on quick retries. It is repeated later anyway. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Statuses statuses;
    private final TypedGuard<Uni<Answer>> retry;
    private final TypedGuard<Uni<Answer>> limit;
    private final TypedGuard<Uni<Answer>> breaker;
    private final TypedGuard<Uni<Answer>> createTimeout;
    private final TypedGuard<Uni<Answer>> lookTimeout;

    /** An answer that counts against the provider or is worth another look. It is unwrapped again before anybody judges it. */
    private static final class Unhappy extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Answer answer;
        private final int status;

        Unhappy(Answer answer, int status) {
            super(null, null, false, false);
            this.answer = answer;
            this.status = status;
        }
    }

    Guards(String provider, ProviderSettings settings, Statuses statuses, HealthBoard board) {
        this.statuses = statuses;
        this.retry = retry(provider);
        this.limit = limit(settings.rateLimit());
        this.breaker = breaker(provider, settings.breakerDelay(), board);
        this.createTimeout = timeout(provider + " create", settings.createTimeout());
        this.lookTimeout = timeout(provider + " look", settings.lookTimeout());
    }

    /** Sends once. Do not put a retry here. */
    Uni<Answer> create(Supplier<Uni<Answer>> send) {
        return once(send, createTimeout).onFailure(Unhappy.class).recoverWithItem(Guards::unwrap);
    }

    Uni<Answer> look(Supplier<Uni<Answer>> send) {
        return retry.get(() -> once(send, lookTimeout)).onFailure(Unhappy.class).recoverWithItem(Guards::unwrap);
    }

    private Uni<Answer> once(Supplier<Uni<Answer>> send, TypedGuard<Uni<Answer>> timeout) {
        return limit.get(() -> breaker.get(() -> timeout.get(() -> send.get().invoke(this::complain))));
    }

    private void complain(Answer answer) {
        int status = statuses.of(answer);
        if (status == 408 || status == 429 || statuses.outage(status)) {
            throw new Unhappy(answer, status);
        }
    }

    private static Answer unwrap(Throwable unhappy) {
        return ((Unhappy) unhappy).answer;
    }

    private TypedGuard<Uni<Answer>> breaker(String provider, Duration delay, HealthBoard board) {
        return TypedGuard.create(TYPE)
                .withDescription(provider + " breaker")
                .withCircuitBreaker()
                .requestVolumeThreshold(WINDOW)
                .failureRatio(0.5)
                .delay(delay.toMillis(), ChronoUnit.MILLIS)
                .when(failure -> !(failure instanceof Unhappy unhappy) || statuses.outage(unhappy.status))
                .onStateChange(state -> board.breaker(provider, stateOf(state), delay))
                .done()
                .build();
    }

    private static HealthBoard.Breaker stateOf(CircuitBreakerState state) {
        return switch (state) {
            case CLOSED -> HealthBoard.Breaker.CLOSED;
            case OPEN -> HealthBoard.Breaker.OPEN;
            case HALF_OPEN -> HealthBoard.Breaker.HALF_OPEN;
        };
    }

    /**
     * Half a call a second is one every two seconds: the window grows, since the limit is a whole number. Give this guard no
     * description: with one it is metered, and the meters of a rate limit clash in Prometheus and fail every call.
     */
    private static TypedGuard<Uni<Answer>> limit(OptionalDouble perSecond) {
        TypedGuard.Builder<Uni<Answer>> guard = TypedGuard.create(TYPE);
        perSecond.ifPresent(rate -> {
            int calls = Math.max(1, (int) Math.floor(rate));
            guard.withRateLimit()
                    .limit(calls)
                    .window(Math.max(1, Math.round(calls / rate * 1000)), ChronoUnit.MILLIS)
                    .done();
        });
        return guard.build();
    }

    private static TypedGuard<Uni<Answer>> timeout(String description, Duration timeout) {
        return TypedGuard.create(TYPE)
                .withDescription(description)
                .withTimeout()
                .duration(timeout.toMillis(), ChronoUnit.MILLIS)
                .done()
                .build();
    }

    private static TypedGuard<Uni<Answer>> retry(String provider) {
        return TypedGuard.create(TYPE)
                .withDescription(provider + " retry")
                .withRetry()
                .maxRetries(RETRIES)
                .maxDuration(PATIENCE.toMillis(), ChronoUnit.MILLIS)
                .whenException(Guards::worthAnotherLook)
                .withCustomBackoff()
                .strategy(() -> new Pauses()::next)
                .done()
                .done()
                .build();
    }

    private static boolean worthAnotherLook(Throwable failure) {
        if (failure instanceof Unhappy unhappy) {
            Duration asked = unhappy.answer.retryAfter();
            return asked == null || asked.compareTo(LONGEST_PAUSE) <= 0;
        }
        return failure instanceof java.io.IOException || failure instanceof io.vertx.core.VertxException;
    }

    /** Backoff with jitter for one look: about 0.2 s, then 0.4 s, or what the provider asks for. */
    private static final class Pauses {
        private long base = 200;

        long next(Throwable failure) {
            long jitter = ThreadLocalRandom.current().nextLong(base / 2);
            long asked = failure instanceof Unhappy unhappy && unhappy.answer.retryAfter() != null
                    ? unhappy.answer.retryAfter().toMillis()
                    : base;
            base *= 2;
            return asked + jitter;
        }
    }
}
