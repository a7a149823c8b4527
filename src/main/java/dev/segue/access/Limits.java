package dev.segue.access;

import java.math.BigDecimal;

/**
 * What a caller may use up: of what its keys state, the least. Each part is {@code null} where there is no limit.
 *
 * @param requestsPerSecond over time
 * @param burst requests at once, after a pause
 * @param maxJobsInFlight submitted and not ended; what goes beyond waits in the queue
 * @param maxJobsQueued waiting; what goes beyond is refused
 * @param monthlyBudgetUsd of the jobs that are created in a calendar month, UTC
 */
public record Limits(
        Integer requestsPerSecond,
        Integer burst,
        Integer maxJobsInFlight,
        Integer maxJobsQueued,
        BigDecimal monthlyBudgetUsd) {

    public static final Limits NONE = new Limits(null, null, null, null, null);
}
