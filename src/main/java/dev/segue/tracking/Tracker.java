package dev.segue.tracking;

import dev.segue.forecast.Forecasts;
import dev.segue.forecast.LookSchedule;
import dev.segue.job.Attempt;
import dev.segue.job.Status;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.provider.Catalogue;
import dev.segue.provider.LookFailure;
import dev.segue.provider.LookFailure.NoAnswer;
import dev.segue.provider.TaskState;
import dev.segue.provider.TaskState.Running;
import dev.segue.provider.TaskState.Succeeded;
import dev.segue.provider.route.Route;
import dev.segue.replica.LeaseLost;
import dev.segue.replica.Replica;
import dev.segue.time.Ticker;
import dev.segue.trace.Step;
import dev.segue.trace.Traces;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Follows tasks: a timer for each, a pipeline for each provider, a look when it is due, a change when it has ended. */
@Singleton
public class Tracker {

    private static final Logger LOG = Logger.getLogger(Tracker.class);

    /** A task whose job has ended is of interest for its cost and its slot only, and not for ever. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofHours(3);

    private static final String ENDLESS = "The task did not end; it is not followed any more.";
    private static final String ROUTE_GONE = "The gateway does not know the task's route any more; it is not followed.";

    private final Vertx vertx;
    private final Ledger ledger;
    private final Catalogue catalogue;
    private final Forecasts forecasts;
    private final Settlement settlement;
    private final Storage storage;
    private final Replica replica;
    private final Clock clock;
    private final LookSchedule schedule;
    private final Hints hints;
    private final Ticker ticker;
    private final Traces traces;
    private final LookMeter meter;
    private final Map<String, Pipeline> pipelines = new ConcurrentHashMap<>();
    private final Map<String, Followed> followed = new ConcurrentHashMap<>();
    private volatile boolean closed;

    @Inject
    Tracker(
            Vertx vertx,
            Ledger ledger,
            Catalogue catalogue,
            Forecasts forecasts,
            Settlement settlement,
            Storage storage,
            Replica replica,
            Clock clock,
            Ticker ticker,
            Traces traces,
            LookMeter meter,
            TrackingConfig config) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.catalogue = catalogue;
        this.forecasts = forecasts;
        this.settlement = settlement;
        this.storage = storage;
        this.replica = replica;
        this.clock = clock;
        this.schedule = new LookSchedule(config.minInterval(), config.maxInterval());
        this.hints = new Hints(vertx, ticker);
        this.ticker = ticker;
        this.traces = traces;
        this.meter = meter;
    }

    /**
     * Follows the job's latest task until it has ended and its audio is here.
     *
     * @param told what is known of it already, so that no look is needed; {@code null} otherwise
     */
    public void follow(Entry entry, TaskState told) {
        follow(entry, told, false);
    }

    /** As {@link #follow(Entry, TaskState)}; where a callback is expected, looks are half as many. */
    public void follow(Entry entry, TaskState told, boolean callbackExpected) {
        Attempt attempt = entry.job().lastAttempt();
        Optional<Route> route = catalogue.route(attempt.provider(), entry.job().model());
        if (route.isEmpty()) {
            letGo(entry);
            return;
        }
        Followed task = Followed.of(entry, route.get().providerModel(), told, callbackExpected);
        // A failed attempt may still be on its way out when the next one begins.
        if (followed.merge(task.jobId(), task, (old, next) -> old.attempt() < next.attempt() ? next : old) != task) {
            return;
        }
        boolean ended =
                told != null && !(told instanceof Running) || entry.job().status() == Status.STORING;
        schedule(task, task, ended ? Duration.ZERO : next(task));
    }

    /** Nobody can look at a task whose route is not in the catalogue. Upkeep brings it here again until its job has ended. */
    private void letGo(Entry entry) {
        String id = entry.job().id();
        int number = entry.job().lastAttempt().number();
        LOG.warnf("Job %s has a task on a route that is gone; it is not followed", id);
        ledger.changeOwned(entry, replica.id(), now -> settlement.abandon(now, number, ROUTE_GONE))
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf(
                                "Job %s could not be let go: %s",
                                id, failure.getClass().getSimpleName()));
    }

    /** Whether this replica has that job in hand. */
    public boolean follows(String jobId) {
        return followed.containsKey(jobId);
    }

    /** How many tasks this replica has in hand. */
    public int following() {
        return followed.size();
    }

    /** Looks at the job's task now, if this replica follows it; at most one look a second comes of hints. */
    public void hint(String jobId) {
        if (follows(jobId)) {
            hints.take(jobId, () -> lookNow(jobId));
        }
    }

    /** Overtakes the look that is planned, and one under way too: that may have been too early by a moment. */
    private void lookNow(String jobId) {
        Followed task = followed.computeIfPresent(
                jobId, (id, old) -> old.ending() ? old : old.hinted().dueAt(ticker.nanos()));
        if (task != null && !task.ending() && !closed) {
            pipeline(task).offerHinted(task);
        }
    }

    void lost(@Observes LeaseLost lost) {
        followed.clear();
        hints.clear();
    }

    void stop(@Observes ShutdownEvent event) {
        closed = true;
        pipelines.values().forEach(Pipeline::stop);
    }

    /** @param from what must still be true of it: a hint may have overtaken us, and somebody else may have it by now */
    private void schedule(Followed from, Followed next, Duration delay) {
        Followed task = next.dueAt(ticker.nanos() + delay.toNanos());
        if (closed || !followed.replace(task.jobId(), from, task)) {
            return;
        }
        if (delay.isZero()) {
            pipeline(task).offer(task);
        } else {
            vertx.setTimer(Math.max(1, delay.toMillis()), tick -> {
                if (!closed && followed.get(task.jobId()) == task) {
                    pipeline(task).offer(task);
                }
            });
        }
    }

    private Pipeline pipeline(Followed task) {
        return pipelines.computeIfAbsent(task.task().provider(), provider -> new Pipeline(provider, this::look));
    }

    private Uni<Void> look(Followed task) {
        if (followed.get(task.jobId()) != task) {
            return Uni.createFrom().voidItem(); // overtaken by a hint, or let go
        }
        Uni<TaskState> state = task.told() != null && !(task.told() instanceof Running)
                ? Uni.createFrom().item(task.told())
                : ask(task);
        return state.chain(found -> seen(task, found)).onFailure().recoverWithUni(failure -> troubled(task, failure));
    }

    private Uni<TaskState> ask(Followed task) {
        String provider = task.task().provider();
        return meter.measure(
                task,
                ticker.nanos(),
                traces.within(
                        Step.calling("look", task.traceparent(), task.jobId(), provider),
                        LookMeter::outcome,
                        span -> catalogue.provider(provider).look(task.task())));
    }

    private Uni<Void> troubled(Followed task, Throwable failure) {
        if (!(failure instanceof LookFailure)) {
            LOG.warnf("Job %s: %s", task.jobId(), failure.getClass().getSimpleName());
        }
        return lookAgain(task, task.missed(), failure);
    }

    private Uni<Void> seen(Followed task, TaskState state) {
        if (state instanceof Running) {
            return lookAgain(task, task.looked(), null);
        }
        Followed ending = task.end();
        if (!followed.replace(task.jobId(), task, ending)) {
            return Uni.createFrom().voidItem(); // overtaken by a hint meanwhile
        }
        return settle(ending, state).onFailure().recoverWithUni(failure -> troubled(ending, failure));
    }

    private Uni<Void> settle(Followed task, TaskState state) {
        return ledger.changeOwned(task.jobId(), replica.id(), entry -> settlement.on(entry, task.attempt(), state))
                .chain(changed -> changed.isPresent() ? Uni.createFrom().item(changed) : ledger.find(task.jobId()))
                .chain(found -> {
                    if (found.isPresent()) {
                        settled(task, found.get(), state);
                        return Uni.createFrom().voidItem();
                    }
                    drop(task);
                    return storage.discard(task.jobId());
                });
    }

    private void settled(Followed task, Entry entry, TaskState state) {
        if (entry.job().status() != Status.STORING || !(state instanceof Succeeded succeeded)) {
            drop(task);
            return;
        }
        storage.store(entry, succeeded.tracks(), task.failures()).subscribe().with(stored -> {
            if (stored) {
                drop(task);
            } else {
                schedule(task, task.missed(), backoff(task.missed()));
            }
        });
    }

    private Uni<Void> lookAgain(Followed from, Followed task, Throwable failure) {
        Duration age = age(task);
        if (age.compareTo(GIVEN_UP_AFTER) > 0) {
            return ledger.changeOwned(
                            task.jobId(), replica.id(), entry -> settlement.abandon(entry, task.attempt(), ENDLESS))
                    .invoke(changed ->
                            changed.ifPresentOrElse(entry -> drop(task), () -> schedule(from, task, schedule.max())))
                    .replaceWithVoid();
        }
        Duration asked = failure instanceof NoAnswer noAnswer ? noAnswer.retryAfter() : null;
        Duration delay = task.failures() > 0 ? backoff(task) : next(task);
        schedule(from, task, asked != null && asked.compareTo(delay) > 0 ? asked : delay);
        return Uni.createFrom().voidItem();
    }

    private Duration next(Followed task) {
        Duration next = schedule.next(age(task), forecasts.of(task.task().provider(), task.model()));
        return task.callbackExpected() ? schedule.sparser(next) : next;
    }

    private Duration backoff(Followed task) {
        Duration doubled = schedule.min().multipliedBy(1L << Math.min(6, task.failures()));
        return doubled.compareTo(schedule.max()) > 0 ? schedule.max() : doubled;
    }

    private Duration age(Followed task) {
        Duration age = Duration.between(task.startedAt(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private void drop(Followed task) {
        followed.computeIfPresent(task.jobId(), (id, old) -> old.attempt() == task.attempt() ? null : old);
        hints.forget(task.jobId());
    }
}
