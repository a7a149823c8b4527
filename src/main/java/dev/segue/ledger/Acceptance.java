package dev.segue.ledger;

import dev.segue.budget.Terms;
import dev.segue.job.Job;
import dev.segue.job.Webhook;
import java.util.List;

/**
 * A job to be taken in.
 *
 * @param key what makes a repeat of the request harmless, or {@code null}
 * @param webhook where the caller wants to be told of it, or {@code null}
 * @param terms what it may cost and what its caller may use up
 * @param sharedKey no two jobs of the caller run with the same; {@code null}: any number
 * @param traceparent of the span that accepts it, or {@code null}
 */
public record Acceptance(
        Job job,
        String caller,
        String request,
        List<String> routes,
        String queueFor,
        IdempotencyKey key,
        Webhook webhook,
        Terms terms,
        String sharedKey,
        String traceparent) {

    public Acceptance(
            Job job, String caller, String request, List<String> routes, String queueFor, IdempotencyKey key) {
        this(job, caller, request, routes, queueFor, key, null, Terms.FREE, null, null);
    }

    public Acceptance telling(Webhook receiver) {
        return new Acceptance(job, caller, request, routes, queueFor, key, receiver, terms, sharedKey, traceparent);
    }

    public Acceptance under(Terms others) {
        return new Acceptance(job, caller, request, routes, queueFor, key, webhook, others, sharedKey, traceparent);
    }

    public Acceptance sharedBy(String otherKey) {
        return new Acceptance(job, caller, request, routes, queueFor, key, webhook, terms, otherKey, traceparent);
    }

    public Acceptance traced(String parent) {
        return new Acceptance(job, caller, request, routes, queueFor, key, webhook, terms, sharedKey, parent);
    }

    /**
     * @param key as the caller chose it
     * @param fingerprint of the request's body as a JSON value
     */
    public record IdempotencyKey(String key, String fingerprint) {}

    @Override
    public String toString() {
        return "Acceptance[" + job.id() + "]";
    }
}
