package dev.segue.forecast;

import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import dev.segue.ledger.JobMoved;
import dev.segue.provider.Catalogue;
import dev.segue.provider.route.Route;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of every route's durations: read from the rows at the start and now and then, kept up by what ends here. */
@Singleton
public class Forecasts {

    private static final int KEPT = 200;
    private static final long REFRESH_MILLIS = Duration.ofMinutes(5).toMillis();

    private static final String LATEST = """
            SELECT route.provider, route.model, extract(epoch FROM seen.ended_at - seen.started_at)::float8 AS seconds
              FROM unnest($1::text[], $2::text[]) AS route(provider, model),
                   LATERAL (SELECT started_at, ended_at FROM attempt a
                             WHERE a.provider = route.provider AND a.model = route.model AND a.outcome = 'succeeded'
                             ORDER BY a.ended_at DESC LIMIT %d) AS seen
            """.formatted(KEPT);

    private final Pool pool;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Map<String, Deque<Double>> samples = new ConcurrentHashMap<>();
    private final Map<String, Durations> durations = new ConcurrentHashMap<>();

    @Inject
    Forecasts(Pool pool, Catalogue catalogue, Clock clock) {
        this.pool = pool;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        refresh().subscribe().with(done -> {}, failure -> {});
        vertx.setPeriodic(REFRESH_MILLIS, tick -> refresh().subscribe().with(done -> {}, failure -> {}));
    }

    /** How long tasks of that route take. */
    public Durations of(String provider, String model) {
        return durations.getOrDefault(key(provider, model), Durations.of());
    }

    /** How long that provider's tasks take, whatever the model. */
    public Durations of(String provider) {
        double[] all = samples.entrySet().stream()
                .filter(route -> route.getKey().startsWith(provider + "/"))
                .map(Map.Entry::getValue)
                .flatMap(Collection::stream)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return Durations.of(all);
    }

    /** How far the job's task is, while the job is submitting or generating. */
    public Optional<Progress> progress(Job job) {
        if (job.status() != Status.GENERATING && job.status() != Status.SUBMITTING || job.lastAttempt() == null) {
            return Optional.empty();
        }
        Duration elapsed = Duration.between(job.lastAttempt().startedAt(), clock.instant());
        return Optional.of(Progress.at(Math.max(0, elapsed.toMillis() / 1000.0), of(job.provider(), job.model())));
    }

    void learn(@Observes JobMoved moved) {
        Job job = moved.entry().job();
        if (job.status() == Status.STORING && moved.before() != Status.STORING) {
            Attempt last = job.lastAttempt();
            if (last.outcome() == Outcome.SUCCEEDED) {
                add(key(last.provider(), job.model()), seconds(last.startedAt(), last.endedAt()));
            }
        }
    }

    private Uni<Void> refresh() {
        List<Route> routes =
                catalogue.models().values().stream().flatMap(List::stream).toList();
        return pool.preparedQuery(LATEST)
                .execute(Tuple.of(
                        routes.stream().map(Route::provider).toArray(String[]::new),
                        routes.stream().map(Route::model).toArray(String[]::new)))
                .invoke(rows -> {
                    Map<String, Deque<Double>> fresh = new ConcurrentHashMap<>();
                    rows.forEach(row -> fresh.computeIfAbsent(
                                    key(row.getString("provider"), row.getString("model")), route -> new ArrayDeque<>())
                            .addLast(row.getDouble("seconds")));
                    fresh.forEach(this::replace);
                })
                .replaceWithVoid();
    }

    private void replace(String route, Deque<Double> seconds) {
        samples.put(route, seconds);
        durations.put(route, distribution(seconds));
    }

    private void add(String route, double seconds) {
        samples.compute(route, (name, old) -> {
            Deque<Double> fresh = old == null ? new ArrayDeque<>() : new ArrayDeque<>(old);
            fresh.addFirst(seconds);
            if (fresh.size() > KEPT) {
                fresh.removeLast();
            }
            durations.put(name, distribution(fresh));
            return fresh;
        });
    }

    private static Durations distribution(Deque<Double> seconds) {
        return Durations.of(new ArrayList<>(seconds)
                .stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private static String key(String provider, String model) {
        return provider + "/" + model;
    }
}
