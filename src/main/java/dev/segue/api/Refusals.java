package dev.segue.api;

import dev.segue.api.problem.ProblemException;
import dev.segue.intake.Admission;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;

/** What a caller is told whose request was right and made no job all the same. */
final class Refusals {

    static ProblemException of(Admission admission) {
        if (admission instanceof Admission.Gone) {
            return new ProblemException(
                    410, "job-deleted", "Job deleted", "The job of this Idempotency-Key was deleted.");
        }
        if (admission instanceof Admission.KeyReused) {
            return new ProblemException(
                    422,
                    "idempotency-key-reused",
                    "Idempotency-Key reused",
                    "This Idempotency-Key was used with another body.");
        }
        if (admission instanceof Admission.StillWriting) {
            return new ProblemException(
                    409,
                    "idempotency-key-in-use",
                    "Idempotency-Key in use",
                    "The first request with this Idempotency-Key is still being written.");
        }
        if (admission instanceof Admission.OverBudget over) {
            return new ProblemException(
                    402,
                    "over-budget",
                    "Over budget",
                    over.left() == null
                            ? "The job might cost more than the operator lets this month's jobs of everybody cost."
                            : "The job might cost more than the " + over.left().toPlainString()
                                    + " USD that are left of this month's budget.");
        }
        if (admission instanceof Admission.QueueFull full) {
            long seconds = full.retryAfter().toSeconds();
            return new ProblemException(
                    429,
                    "queue-full",
                    "Queue full",
                    "As many of your jobs wait already as may.",
                    Map.of(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(seconds),
                            "RateLimit-Policy",
                            "\"queue\";q=" + full.most(),
                            "RateLimit",
                            "\"queue\";r=0;t=" + seconds));
        }
        throw new IllegalArgumentException("not a refusal: " + admission.getClass());
    }

    private Refusals() {}
}
