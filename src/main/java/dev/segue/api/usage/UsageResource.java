package dev.segue.api.usage;

import dev.segue.access.Caller;
import dev.segue.access.CurrentCaller;
import dev.segue.access.Scope;
import dev.segue.api.problem.ProblemException;
import dev.segue.budget.UsageBook;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

@Path("/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
class UsageResource {

    private static final Pattern MONTH = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])");

    private final UsageBook book;
    private final CurrentCaller caller;
    private final Clock clock;

    @Inject
    UsageResource(UsageBook book, CurrentCaller caller, Clock clock) {
        this.book = book;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    public Uni<UsageView> usage(@QueryParam("month") String month) {
        Caller asking = caller.get(Scope.JOBS_READ);
        YearMonth asked = month == null ? YearMonth.now(clock.withZone(ZoneOffset.UTC)) : month(month);
        return book.of(asking.id(), asked)
                .map(usage -> UsageView.of(asked, usage, asking.limits().monthlyBudgetUsd()));
    }

    private static YearMonth month(String text) {
        if (!MONTH.matcher(text).matches()) {
            throw new ProblemException(422, "invalid-query", "Invalid query", "month must be a month such as 2026-11.");
        }
        return YearMonth.parse(text);
    }
}
