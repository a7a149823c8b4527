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
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@RegisterForReflection
@Schema(
        name = "Usage",
        description = "What the jobs created in one month (UTC) have used up; jobs that were deleted since count too")
record UsageView(
        @Schema(examples = "2026-11") String month,

        @Schema(description = "The jobs created, whatever became of them")
        long jobs,

        @Schema(description = "What attempts that have ended cost, by model and by who says so")
        List<Part> cost,

        @Schema(description = "The sum of it") BigDecimal spentUsd,

        @Schema(description = "Kept for attempts that run or may still come")
        BigDecimal reservedUsd,

        @Schema(description = "Kept for unconfirmed attempts, which may have been billed")
        BigDecimal heldUsd,

        @Schema(description = "Absent where there is no budget") @JsonInclude(JsonInclude.Include.NON_NULL)
        BigDecimal monthlyBudgetUsd,

        @Schema(description = "The budget without what is spent, reserved and held; absent where there is no budget")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        BigDecimal budgetLeftUsd) {

    @RegisterForReflection
    @Schema(name = "UsagePart")
    record Part(
            String model,

            @Schema(description = "reported: by the provider; price_list; unknown: reckoned with what is assumed")
            Cost.Source source,

            long attempts,
            BigDecimal amount,
            String currency) {}

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
