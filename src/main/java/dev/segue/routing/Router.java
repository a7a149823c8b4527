package dev.segue.routing;

import dev.segue.forecast.Forecasts;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.provider.Catalogue;
import dev.segue.provider.HealthBoard;
import dev.segue.provider.route.Price;
import dev.segue.provider.route.Route;
import dev.segue.provider.settings.ProvidersConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Chooses routes. Pure but for the health and the durations that it reads. */
@Singleton
public class Router {

    private static final BigDecimal UNKNOWN_PRICE = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final int DOUBLINGS = 5;

    private final Catalogue catalogue;
    private final HealthBoard health;
    private final Forecasts forecasts;
    private final ProvidersConfig settings;
    private final RoutingConfig.Policy policy;

    @Inject
    Router(
            Catalogue catalogue,
            HealthBoard health,
            Forecasts forecasts,
            ProvidersConfig settings,
            RoutingConfig config) {
        this.catalogue = catalogue;
        this.health = health;
        this.forecasts = forecasts;
        this.settings = settings;
        this.policy = config.policy();
    }

    /** The accepting providers in the order in which to try them, for a request that names no preference. */
    public List<String> byPolicy(String model, List<String> accepting) {
        return switch (policy) {
            case ORDER -> accepting;
            case CHEAPEST ->
                accepting.stream()
                        .sorted(Comparator.comparing(provider -> price(provider, model)))
                        .toList();
            case FASTEST ->
                accepting.stream()
                        .sorted(Comparator.comparingDouble(
                                provider -> forecasts.of(provider, model).quantile(0.5)))
                        .toList();
        };
    }

    /** Where a new job waits: the first of its routes that is healthy and not paused, else the first. */
    public String first(List<String> routes) {
        return routes.stream()
                .filter(provider -> health.healthy(provider) && !health.paused(provider))
                .findFirst()
                .orElse(routes.get(0));
    }

    /**
     * What a job does after an attempt that is certain to have failed.
     *
     * @param job with that attempt ended
     * @param routes the providers that accept it, in order
     * @param failover whether any but the first chosen may be tried
     * @param retryAfter how long the last provider asked to be left alone, or {@code null}
     */
    public Step next(Job job, List<String> routes, boolean failover, Duration retryAfter) {
        Tries tries = new Tries(job, this::accounts);
        List<String> open = (failover ? routes : List.of(job.attempts().get(0).provider()))
                .stream().filter(tries::open).toList();
        if (open.isEmpty()) {
            return new Step.GiveUp(tries.verdict());
        }
        String chosen = open.stream()
                .filter(health::callable)
                .min(Comparator.comparingInt(tries::rounds))
                .orElse(open.get(0));
        int rounds = tries.rounds(chosen);
        boolean fresh = health.callable(chosen) && (rounds == 0 || rounds < tries.rounds(job.provider()));
        return new Step.Try(chosen, fresh ? Duration.ZERO : longer(backoff(rounds), retryAfter));
    }

    /** Where a waiting job may go at once instead of a provider that is not to be called now. */
    public Optional<String> instead(Job job, List<String> routes, boolean failover, String provider) {
        Tries tries = new Tries(job, this::accounts);
        return routes.stream()
                .filter(other -> failover && !other.equals(provider) && health.callable(other))
                .filter(tries::open)
                .min(Comparator.comparingInt(tries::rounds));
    }

    /** The account to use for the job's next attempt there: of those free, one not yet barred and least often tried. */
    public Optional<String> account(Job job, String provider, List<String> free) {
        Tries tries = new Tries(job, this::accounts);
        return free.stream()
                .filter(account -> !tries.barred(provider, account))
                .min(Comparator.comparingInt(account -> tries.times(provider, account)));
    }

    /** The accounts of a provider; one without a name where none is configured. */
    public List<String> accounts(String provider) {
        return settings.of(provider)
                .accounts()
                .filter(names -> !names.isEmpty())
                .orElse(List.of(""));
    }

    private BigDecimal price(String provider, String model) {
        return catalogue
                .route(provider, model)
                .map(Route::price)
                .map(Price::amount)
                .orElse(UNKNOWN_PRICE);
    }

    private static Duration backoff(int rounds) {
        Duration full = FIRST_BACKOFF.multipliedBy(1L << Math.min(DOUBLINGS, Math.max(0, rounds - 1)));
        return full.multipliedBy(75 + ThreadLocalRandom.current().nextInt(50)).dividedBy(100);
    }

    private static Duration longer(Duration one, Duration other) {
        return other != null && other.compareTo(one) > 0 ? other : one;
    }

    /** Used where a job gives up while only waiting: nothing was ever started. */
    public static JobError unavailable() {
        return new JobError(
                JobError.Code.PROVIDER_UNAVAILABLE, "No provider could take the job before its deadline.", true);
    }
}
