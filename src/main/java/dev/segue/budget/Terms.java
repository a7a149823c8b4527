package dev.segue.budget;

import java.math.BigDecimal;
import java.util.Map;

/**
 * On what terms a job is let in. Limits are {@code null} where there is none.
 *
 * @param prices by provider, what one song there may cost, in USD: those, and no others, that this job may come to pay
 * @param maxInFlight how many of the caller's jobs may be in flight
 * @param maxQueued how many may wait beyond those
 * @param monthlyBudget what the caller's jobs of a month may cost, in USD
 * @param monthlyCap what everybody's jobs of a month may cost, in USD
 */
public record Terms(
        Map<String, BigDecimal> prices,
        Integer maxInFlight,
        Integer maxQueued,
        BigDecimal monthlyBudget,
        BigDecimal monthlyCap) {

    public static final Terms FREE = new Terms(Map.of(), null, null, null, null);

    public Terms {
        prices = Map.copyOf(prices);
    }

    /** The most that the job can cost: after a task that failed each other route is tried once, and each may have to be paid. */
    public BigDecimal reserve() {
        return prices.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether anything must be looked at before the job is let in. */
    public boolean limited() {
        return maxQueued != null || monthlyBudget != null || monthlyCap != null;
    }
}
