package dev.segue.dispatch;

import dev.segue.dispatch.CallbackUrls.CallbackUrl;
import dev.segue.dispatch.Claims.Claim;
import dev.segue.dispatch.Slots.Slot;
import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.job.Status;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.provider.Catalogue;
import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.Ambiguous;
import dev.segue.provider.CreateAnswer.NotStarted;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.CreateOrder;
import dev.segue.provider.ListsSongs;
import dev.segue.provider.route.Price;
import dev.segue.provider.route.Route;
import dev.segue.provider.route.SongRequests;
import dev.segue.replica.Replica;
import dev.segue.trace.Step;
import dev.segue.trace.Traces;
import dev.segue.tracking.Tracker;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Makes one attempt: intent, paid call, answer. Each step is durable before the next begins. */
@Singleton
class Sender {

    private static final Logger LOG = Logger.getLogger(Sender.class);

    /** Between the last look at the lease and the bytes on the wire; a stalled process may not use more. */
    private static final Duration LEASE_NEEDED = Duration.ofSeconds(3);
    /** Of a short lease, what is left between two renewals even if one is late. */
    private static final int LEASE_PART = 4;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Catalogue catalogue;
    private final Replica replica;
    private final Verdict verdict;
    private final Tracker tracker;
    private final CallbackUrls callbacks;
    private final Clock clock;
    private final Traces traces;
    private final CreateMeter meter;

    /**
     * A durable intent.
     *
     * @param callbackUrl where the provider may call back, or {@code null}; after a crash nobody knows it, and nobody needs to
     */
    record Intent(Entry entry, String callbackUrl) {

        @Override
        public String toString() {
            return "Intent[" + entry + "]";
        }
    }

    @Inject
    Sender(
            Ledger ledger,
            Catalogue catalogue,
            Replica replica,
            Verdict verdict,
            Tracker tracker,
            CallbackUrls callbacks,
            Clock clock,
            Traces traces,
            CreateMeter meter) {
        this.ledger = ledger;
        this.catalogue = catalogue;
        this.replica = replica;
        this.verdict = verdict;
        this.tracker = tracker;
        this.callbacks = callbacks;
        this.clock = clock;
        this.traces = traces;
        this.meter = meter;
    }

    /** Makes the intent durable. The paid call may follow only if something comes back. */
    Uni<Optional<Intent>> intend(Claim claim, String provider, Slot slot) {
        Entry claimed = claim.entry();
        String me = claimed.owner();
        Optional<CallbackUrl> callback = callbacks.mint(provider);
        Uni<Optional<Entry>> intended = ledger.changeOwned(claimed, me, entry -> {
            Job job = entry.job();
            if (job.status() != Status.QUEUED) {
                return Optional.empty();
            }
            String account = slot.account().isEmpty() ? null : slot.account();
            Attempt intent = Attempt.intended(job.attempts().size() + 1, provider, account, clock.instant());
            return Optional.of(Change.to(job.with(intent).become(new JobState.Submitting(), clock.instant()))
                    .ownedBy(me)
                    .inFlightAs(claim.place())
                    .taking(slot.number())
                    .calledBackBy(callback.map(CallbackUrl::tokenHash).orElse(null)));
        });
        return intended.map(entry -> entry.map(
                durable -> new Intent(durable, callback.map(CallbackUrl::url).orElse(null))));
    }

    /** Makes the paid call for a durable intent and sees to it that its answer is written. */
    Uni<Void> send(Intent intent) {
        Job job = intent.entry().job();
        Attempt attempt = job.lastAttempt();
        Optional<Route> route = catalogue.route(attempt.provider(), job.model());
        Price price = route.map(Route::price).orElse(null);
        return route.map(known -> call(intent, attempt, known))
                .orElseGet(() -> heldBack("The gateway does not know the route any more."))
                .chain(answer -> canBeFound(attempt, answer)
                        ? Uni.createFrom().voidItem()
                        : write(intent.entry(), attempt.number(), price, answer)
                                .invoke(after -> handOver(after, answer, intent.callbackUrl() != null))
                                .replaceWithVoid());
    }

    private static Uni<CreateAnswer> heldBack(String why) {
        return Uni.createFrom().item(new NotStarted(NotStarted.Cause.HELD_BACK, why, null));
    }

    private Uni<CreateAnswer> call(Intent intent, Attempt attempt, Route route) {
        Entry intended = intent.entry();
        CreateOrder order = new CreateOrder(
                route,
                SongRequests.of(intended.request(), attempt.provider()),
                attempt.account(),
                intent.callbackUrl());
        if (!replica.holdsFor(leaseNeeded()) || !replica.id().equals(intended.owner())) {
            return heldBack("The gateway gave the job up before it called the provider.");
        }
        return traces.within(
                        Step.calling(
                                "create", intended.traceparent(), intended.job().id(), attempt.provider()),
                        CreateMeter::outcome,
                        span -> create(attempt.provider(), order))
                .invoke(answer -> meter.answered(attempt.provider(), answer));
    }

    private Uni<CreateAnswer> create(String provider, CreateOrder order) {
        return catalogue.provider(provider).create(order).onFailure().recoverWithItem(failure -> {
            LOG.errorf(
                    "An adapter failed instead of answering: %s",
                    failure.getClass().getName());
            return new Ambiguous("the gateway lost the provider's answer");
        });
    }

    /** Where songs are listed, an answer that proves nothing is left unwritten: upkeep looks for the song. */
    private boolean canBeFound(Attempt attempt, CreateAnswer answer) {
        return answer instanceof Ambiguous
                && catalogue.extra(attempt.provider(), ListsSongs.class).isPresent();
    }

    private Duration leaseNeeded() {
        Duration part = replica.lease().dividedBy(LEASE_PART);
        return part.compareTo(LEASE_NEEDED) < 0 ? part : LEASE_NEEDED;
    }

    /** A paid task id is never thrown away: a database that is gone is waited for. */
    private Uni<Optional<Entry>> write(Entry intended, int number, Price price, CreateAnswer answer) {
        String id = intended.job().id();
        Function<Entry, Optional<Change>> decide = entry -> verdict.on(entry, number, price, answer, replica.id());
        // From a rescue on only the provider's own answer may say that the create was not sent: ours comes too late.
        return (isHeldBack(answer)
                        ? ledger.changeOwned(intended, intended.owner(), decide)
                        : ledger.change(intended, decide))
                .onFailure(Ledger.TaskClaimedException.class)
                .recoverWithUni(claimed -> write(
                        intended,
                        number,
                        price,
                        new Ambiguous("the provider answered with the id of a task that belongs to another attempt")))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "The answer to job %s could not be written yet: %s",
                        id, failure.getClass().getSimpleName()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private static boolean isHeldBack(CreateAnswer answer) {
        return answer instanceof NotStarted held && held.cause() == NotStarted.Cause.HELD_BACK;
    }

    private void handOver(Optional<Entry> after, CreateAnswer answer, boolean callbackExpected) {
        if (answer instanceof Started started) {
            after.ifPresent(entry -> tracker.follow(entry, started.state(), callbackExpected));
        }
    }
}
