package dev.segue.budget;

import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a job takes of its caller's month, in USD: a function of the job and of the prices that were reckoned at its creation,
 * so that whoever moves the job knows by how much the month changes.
 *
 * @param reserved for attempts that run, and for those that may still come
 * @param held for attempts that may have been billed
 * @param reported as the providers said
 * @param priceList by the price list
 * @param assumed for what nobody knows
 * @param nReported the attempts that {@code reported} is the sum of; the others likewise
 */
@RegisterForReflection
public record Account(
        BigDecimal reserved,
        BigDecimal held,
        BigDecimal reported,
        BigDecimal priceList,
        BigDecimal assumed,
        long nReported,
        long nPriceList,
        long nAssumed) {

    private static final BigDecimal NIL = BigDecimal.ZERO;

    public static final Account ZERO = new Account(NIL, NIL, NIL, NIL, NIL, 0, 0, 0);

    /** Where a task that fails sends the job to its next route. An unconfirmed job may turn out to have one. */
    private static final Set<Status> MAY_GO_ON =
            EnumSet.of(Status.QUEUED, Status.SUBMITTING, Status.GENERATING, Status.UNCONFIRMED);

    /** @param prices by provider; of one that is not there nothing is expected, yet what it is paid counts */
    public static Account of(Job job, Map<String, BigDecimal> prices) {
        Account attempts = job.attempts().stream()
                .map(attempt -> of(attempt, prices.getOrDefault(attempt.provider(), NIL)))
                .reduce(ZERO, Account::plus);
        return MAY_GO_ON.contains(job.status()) ? attempts.plus(reserving(yetToPay(job, prices))) : attempts;
    }

    private static Account of(Attempt attempt, BigDecimal price) {
        Cost cost = attempt.cost();
        if (attempt.running()) {
            return reserving(cost == null || cost.amount() == null ? price : price.max(cost.amount()));
        }
        if (attempt.outcome() == Outcome.UNCONFIRMED) {
            return new Account(NIL, price, NIL, NIL, NIL, 0, 0, 0);
        }
        if (cost == null) {
            return ZERO;
        }
        if (cost.amount() == null) {
            return new Account(NIL, NIL, NIL, NIL, price, 0, 0, 1);
        }
        return cost.source() == Cost.Source.REPORTED
                ? new Account(NIL, NIL, cost.amount(), NIL, NIL, 1, 0, 0)
                : new Account(NIL, NIL, NIL, cost.amount(), NIL, 0, 1, 0);
    }

    /** A provider is paid at most once: after a task there that failed, or may have run, it is not tried again. */
    private static BigDecimal yetToPay(Job job, Map<String, BigDecimal> prices) {
        Set<String> paid = job.attempts().stream()
                .filter(attempt -> attempt.maybeStarted() || attempt.cost() != null)
                .map(Attempt::provider)
                .collect(Collectors.toSet());
        return prices.entrySet().stream()
                .filter(price -> !paid.contains(price.getKey()))
                .map(Map.Entry::getValue)
                .reduce(NIL, BigDecimal::add);
    }

    static Account reserving(BigDecimal amount) {
        return new Account(amount, NIL, NIL, NIL, NIL, 0, 0, 0);
    }

    /** All that must be within the budget. */
    public BigDecimal total() {
        return reserved.add(held).add(spent());
    }

    public BigDecimal spent() {
        return reported.add(priceList).add(assumed);
    }

    public Account plus(Account other) {
        return new Account(
                reserved.add(other.reserved),
                held.add(other.held),
                reported.add(other.reported),
                priceList.add(other.priceList),
                assumed.add(other.assumed),
                nReported + other.nReported,
                nPriceList + other.nPriceList,
                nAssumed + other.nAssumed);
    }

    public Account minus(Account other) {
        return new Account(
                reserved.subtract(other.reserved),
                held.subtract(other.held),
                reported.subtract(other.reported),
                priceList.subtract(other.priceList),
                assumed.subtract(other.assumed),
                nReported - other.nReported,
                nPriceList - other.nPriceList,
                nAssumed - other.nAssumed);
    }

    /** Whether it changes nothing. */
    public boolean changesNothing() {
        return reserved.signum() == 0
                && held.signum() == 0
                && reported.signum() == 0
                && priceList.signum() == 0
                && assumed.signum() == 0
                && nReported == 0
                && nPriceList == 0
                && nAssumed == 0;
    }
}
