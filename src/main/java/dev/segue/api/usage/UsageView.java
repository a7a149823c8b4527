package dev.segue.api.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.budget.Account;
import dev.segue.budget.Usage;
import dev.segue.job.Cost;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the jobs created in one month (UTC) have used up; jobs that were deleted since count too.
 *
 * @param jobs created, whatever became of them
 * @param cost of attempts that have ended, by model and by who says so
 * @param spentUsd the sum of it
 * @param reservedUsd for attempts that run or may still come
 * @param heldUsd for unconfirmed attempts, which may have been billed
 * @param monthlyBudgetUsd absent where there is none
 * @param budgetLeftUsd without what is spent, reserved and held; absent where there is no budget
 */
@RegisterForReflection
record UsageView(
        String month,

        long jobs,

        List<Part> cost,

        BigDecimal spentUsd,

        BigDecimal reservedUsd,

        BigDecimal heldUsd,

        @JsonInclude(JsonInclude.Include.NON_NULL) BigDecimal monthlyBudgetUsd,

        @JsonInclude(JsonInclude.Include.NON_NULL) BigDecimal budgetLeftUsd) {

    /** @param source {@code unknown}: reckoned with what is assumed */
    @RegisterForReflection
    record Part(String model, Cost.Source source, long attempts, BigDecimal amount, String currency) {}

    /** @param budget of the month, or {@code null} */
    static UsageView of(YearMonth month, Usage usage, BigDecimal budget) {
        List<Part> parts = new ArrayList<>();
        usage.models().forEach((model, account) -> parts.addAll(parts(model, account)));
        Account total = usage.total();
        return new UsageView(
                month.toString(),
                usage.jobs(),
                parts,
                total.spent(),
                total.reserved(),
                total.held(),
                budget,
                budget == null ? null : budget.subtract(total.total()).max(BigDecimal.ZERO));
    }

    private static List<Part> parts(String model, Account account) {
        return Stream.of(
                        new Part(model, Cost.Source.REPORTED, account.nReported(), account.reported(), "USD"),
                        new Part(model, Cost.Source.PRICE_LIST, account.nPriceList(), account.priceList(), "USD"),
                        new Part(model, Cost.Source.UNKNOWN, account.nAssumed(), account.assumed(), "USD"))
                .filter(part -> part.attempts() > 0)
                .toList();
    }
}
