package dev.segue.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.access.Caller;
import dev.segue.budget.Room;
import dev.segue.budget.Terms;
import dev.segue.intake.request.CreateRequest;
import dev.segue.intake.request.Fingerprint;
import dev.segue.intake.request.RefusedException;
import dev.segue.intake.request.RequestBody;
import dev.segue.intake.request.Storable;
import dev.segue.job.Job;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Acceptance.IdempotencyKey;
import dev.segue.ledger.Acceptances;
import dev.segue.ledger.Accepted;
import dev.segue.ledger.Ledger;
import dev.segue.provider.route.SongRequests;
import dev.segue.trace.Step;
import dev.segue.trace.Traces;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets jobs in. */
@Singleton
public class Intake {

    private static final int LONGEST_KEY = 255;
    /** Songs take most of a minute; who comes back sooner is told the same. */
    private static final Duration QUEUE_RETRY = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Acceptances acceptances;
    private final RouteChoice routes;
    private final Offers offers;
    private final WebhookTargets webhooks;
    private final Waits waits;
    private final JobIds ids;
    private final Clock clock;
    private final Traces traces;
    /** Keys whose first request is under way in this process; among replicas the key's row decides. */
    private final Set<CallersKey> inHand = ConcurrentHashMap.newKeySet();

    private record CallersKey(String caller, String key) {}

    @Inject
    Intake(
            Ledger ledger,
            Acceptances acceptances,
            RouteChoice routes,
            Offers offers,
            WebhookTargets webhooks,
            Waits waits,
            JobIds ids,
            Clock clock,
            Traces traces) {
        this.ledger = ledger;
        this.acceptances = acceptances;
        this.routes = routes;
        this.offers = offers;
        this.webhooks = webhooks;
        this.waits = waits;
        this.ids = ids;
        this.clock = clock;
        this.traces = traces;
    }

    /**
     * Lets in a create body as it came over the wire.
     *
     * @param keys the caller's {@code Idempotency-Key}: one, if any
     * @return what came of it, or a {@link RefusedException}
     */
    public Uni<Admission> accept(Caller caller, byte[] body, List<String> keys) {
        return Uni.createFrom().item(() -> RequestBody.read(body)).chain(request -> accept(caller, request, keys));
    }

    /** As {@link #accept(Caller, byte[], List)}, for a body that was made here of another API's request. */
    public Uni<Admission> accept(Caller caller, ObjectNode request, List<String> keys) {
        return accept(caller, request, keys, Conditions.NONE);
    }

    public Uni<Admission> accept(Caller caller, ObjectNode request, List<String> keys, Conditions conditions) {
        return Uni.createFrom().deferred(() -> {
            Storable.check(request);
            if (keys.isEmpty()) {
                return admit(caller, request, null, conditions);
            }
            String key = keys.get(0);
            if (keys.size() > 1 || key.isEmpty() || key.length() > LONGEST_KEY) {
                throw RefusedException.malformed(
                        "Idempotency-Key must be stated once and have 1 to " + LONGEST_KEY + " characters.");
            }
            return once(caller, request, new IdempotencyKey(key, Fingerprint.of(request)), conditions);
        });
    }

    /** The first answer had another status in the end; a repeat shall have it too. */
    public Uni<Void> answeredWith(String caller, String key, int status) {
        return acceptances.answeredWith(caller, key, status);
    }

    private Uni<Admission> once(Caller caller, ObjectNode request, IdempotencyKey key, Conditions conditions) {
        CallersKey mine = new CallersKey(caller.id(), key.key());
        if (!inHand.add(mine)) {
            return Uni.createFrom().item(new Admission.StillWriting());
        }
        // Looked up before the request is checked: a repeat is good even if routes have changed since.
        return acceptances
                .usedKey(caller.id(), key.key())
                .chain(used -> used.isPresent()
                        ? repeat(used.get(), key.fingerprint())
                        : admit(caller, request, key, conditions))
                .onTermination()
                .invoke(() -> inHand.remove(mine));
    }

    private Uni<Admission> admit(Caller caller, ObjectNode body, IdempotencyKey key, Conditions conditions) {
        CreateRequest request = CreateRequest.of(body);
        List<String> accepting = routes.accepting(request);
        return webhooks.check(
                        request.webhook() == null ? null : request.webhook().url())
                .chain(() -> waits.tooLong(caller.id(), request.model(), routes.first(accepting), conditions))
                .chain(beyond -> beyond.isPresent()
                        ? Uni.createFrom().item(new Admission.QueueFull(null, beyond.get()))
                        : keep(acceptance(caller, request, accepting, key, conditions)));
    }

    private Uni<Admission> keep(Acceptance wanted) {
        Uni<Accepted> kept = traces.within(
                Step.served("accept job", traces.incoming(), wanted.job().id()),
                Intake::outcome,
                span -> acceptances.accept(wanted.traced(span)));
        return kept.chain(accepted -> {
            if (accepted instanceof Accepted.KeyUsed used) {
                return repeat(used, wanted.key().fingerprint());
            }
            if (accepted instanceof Accepted.Shared shared) {
                return join(wanted, shared);
            }
            return Uni.createFrom()
                    .item(
                            accepted instanceof Accepted.NoRoom full
                                    ? refused(full.why(), wanted.terms())
                                    : new Admission.New(((Accepted.New) accepted).entry()));
        });
    }

    private static String outcome(Accepted accepted) {
        if (accepted instanceof Accepted.New) {
            return "new";
        }
        if (accepted instanceof Accepted.NoRoom) {
            return "refused";
        }
        return accepted instanceof Accepted.Shared ? "joined" : "repeated";
    }

    /** One that has ended and was deleted meanwhile cannot be joined any more. */
    private Uni<Admission> join(Acceptance wanted, Accepted.Shared shared) {
        return ledger.find(shared.jobId())
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().item(new Admission.Joined(found.get()))
                        : wanted.key() == null ? keep(wanted) : Uni.createFrom().item(new Admission.Gone()));
    }

    private Acceptance acceptance(
            Caller caller, CreateRequest request, List<String> accepting, IdempotencyKey key, Conditions conditions) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Job job = Job.queued(
                ids.next(),
                request.model(),
                request.title(),
                request.user(),
                request.metadata(),
                now,
                now.plus(request.deadline()));
        String first = routes.first(accepting);
        List<String> payable = SongRequests.failover(request.body()) ? accepting : List.of(first);
        return new Acceptance(job, caller.id(), request.body().toString(), accepting, first, key)
                .telling(request.webhook() == null ? null : request.webhook().in(conditions.webhookFormat()))
                .under(offers.terms(caller.limits(), request.model(), payable))
                .sharedBy(conditions.sharedKey());
    }

    private static Admission refused(Room room, Terms terms) {
        if (room instanceof Room.OverBudget over) {
            return new Admission.OverBudget(over.left());
        }
        return room instanceof Room.OverCap
                ? new Admission.OverBudget(null)
                : new Admission.QueueFull(terms.maxQueued(), QUEUE_RETRY);
    }

    private Uni<Admission> repeat(Accepted.KeyUsed used, String fingerprint) {
        if (!used.fingerprint().equals(fingerprint)) {
            return Uni.createFrom().item(new Admission.KeyReused());
        }
        return ledger.find(used.jobId())
                .map(found -> found.<Admission>map(entry -> new Admission.Replayed(entry, used.status()))
                        .orElseGet(Admission.Gone::new));
    }
}
