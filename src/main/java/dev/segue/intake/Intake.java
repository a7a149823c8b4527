package dev.segue.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.intake.request.CreateRequest;
import dev.segue.intake.request.Fingerprint;
import dev.segue.intake.request.RefusedException;
import dev.segue.intake.request.RequestBody;
import dev.segue.intake.request.Storable;
import dev.segue.job.Job;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Acceptance.IdempotencyKey;
import dev.segue.ledger.Accepted;
import dev.segue.ledger.Ledger;
import dev.segue.trace.Step;
import dev.segue.trace.Traces;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets jobs in. */
@Singleton
public class Intake {

    private static final int LONGEST_KEY = 255;

    private final Ledger ledger;
    private final RouteChoice routes;
    private final WebhookTargets webhooks;
    private final JobIds ids;
    private final Clock clock;
    private final Traces traces;
    /** Keys whose first request is under way in this process; among replicas the key's row decides. */
    private final Set<CallersKey> inHand = ConcurrentHashMap.newKeySet();

    private record CallersKey(String caller, String key) {}

    @Inject
    Intake(Ledger ledger, RouteChoice routes, WebhookTargets webhooks, JobIds ids, Clock clock, Traces traces) {
        this.ledger = ledger;
        this.routes = routes;
        this.webhooks = webhooks;
        this.ids = ids;
        this.clock = clock;
        this.traces = traces;
    }

    /**
     * Lets in a create body as it came over the wire.
     *
     * @param key the caller's {@code Idempotency-Key}, or {@code null}
     * @return what came of it, or a {@link RefusedException}
     */
    public Uni<Admission> accept(String caller, byte[] body, String key) {
        return Uni.createFrom().item(() -> RequestBody.read(body)).chain(request -> accept(caller, request, key));
    }

    /** As {@link #accept(String, byte[], String)}, for a body that was made here of another API's request. */
    public Uni<Admission> accept(String caller, ObjectNode request, String key) {
        return Uni.createFrom().deferred(() -> {
            Storable.check(request);
            if (key == null) {
                return admit(caller, request, null);
            }
            if (key.isEmpty() || key.length() > LONGEST_KEY) {
                throw RefusedException.malformed("Idempotency-Key must have 1 to " + LONGEST_KEY + " characters.");
            }
            return once(caller, request, new IdempotencyKey(key, Fingerprint.of(request)));
        });
    }

    /** The first answer had another status in the end; a repeat shall have it too. */
    public Uni<Void> answeredWith(String caller, String key, int status) {
        return ledger.answeredWith(caller, key, status);
    }

    private Uni<Admission> once(String caller, ObjectNode request, IdempotencyKey key) {
        CallersKey mine = new CallersKey(caller, key.key());
        if (!inHand.add(mine)) {
            return Uni.createFrom().item(new Admission.StillWriting());
        }
        // Looked up before the request is checked: a repeat is good even if routes have changed since.
        return ledger.usedKey(caller, key.key())
                .chain(used -> used.isPresent() ? repeat(used.get(), key.fingerprint()) : admit(caller, request, key))
                .onTermination()
                .invoke(() -> inHand.remove(mine));
    }

    private Uni<Admission> admit(String caller, ObjectNode body, IdempotencyKey key) {
        CreateRequest request = CreateRequest.of(body);
        List<String> accepting = routes.accepting(request);
        return webhooks.check(
                        request.webhook() == null ? null : request.webhook().url())
                .chain(() -> accept(acceptance(caller, request, accepting, key)))
                .chain(accepted -> {
                    if (accepted instanceof Accepted.KeyUsed used) {
                        return repeat(used, key.fingerprint());
                    }
                    return Uni.createFrom().item(new Admission.New(((Accepted.New) accepted).entry()));
                });
    }

    private Uni<Accepted> accept(Acceptance wanted) {
        return traces.within(
                Step.served("accept job", traces.incoming(), wanted.job().id()),
                accepted -> accepted instanceof Accepted.New ? "new" : "repeated",
                span -> ledger.accept(wanted.traced(span)));
    }

    private Acceptance acceptance(String caller, CreateRequest request, List<String> accepting, IdempotencyKey key) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Job job = Job.queued(
                ids.next(),
                request.model(),
                request.title(),
                request.user(),
                request.metadata(),
                now,
                now.plus(request.deadline()));
        return new Acceptance(job, caller, request.body().toString(), accepting, routes.first(accepting), key)
                .telling(request.webhook());
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
