package dev.segue.ledger;

import dev.segue.job.Job;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A job with what callers do not see of it.
 *
 * @param owner the replica that follows it, or {@code null}
 * @param request the create body as JSON, or {@code null} once it was forgotten; holds prompt and lyrics
 * @param routes the providers that accept the request, in order of preference
 * @param queueFor the provider that it waits for, or waited for last
 * @param prices by provider, what one song there was reckoned to cost, in USD, when the job was let in
 * @param maxInFlight how many of its caller's jobs may be in flight, itself included, or {@code null} where any number may
 * @param traceparent of the span that accepted it (W3C Trace Context), or {@code null}
 */
public record Entry(
        Job job,
        String caller,
        String owner,
        String request,
        List<String> routes,
        String queueFor,
        Map<String, BigDecimal> prices,
        Integer maxInFlight,
        String traceparent) {

    @Override
    public String toString() {
        return "Entry[" + job.id() + " v" + job.version() + "]";
    }
}
