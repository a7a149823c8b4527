package dev.segue.api.usage;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.segue.HeldDispatch;
import dev.segue.budget.Terms;
import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Acceptances;
import dev.segue.ledger.Change;
import dev.segue.ledger.Ledger;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(HeldDispatch.class)
class UsageResourceTest {

    /** A month in which nobody else makes anything. */
    private static final Instant THEN = Instant.parse("2031-03-31T23:59:59Z");

    private static final JobError ERROR = new JobError(JobError.Code.UNCONFIRMED, "So it was said.", false);

    @Inject
    Ledger ledger;

    @Inject
    Acceptances acceptances;

    @Test
    void usage_ofAMonth_tellsCostByModelAndSourceAndWhatIsKept() {
        // Given one that was paid, one that may have been, one that waits
        String paid = accept();
        submit(paid);
        move(paid, job -> job.with(job.attempt(1)
                        .started(
                                "task-" + paid,
                                new Cost(new BigDecimal("0.195"), "USD", 390_000L, Cost.Source.REPORTED)))
                .become(new JobState.Generating(), THEN));
        move(paid, job -> job.with(job.attempt(1).ended(Outcome.SUCCEEDED, null, THEN))
                .become(new JobState.Storing(), THEN));
        String doubtful = accept();
        submit(doubtful);
        move(doubtful, job -> job.with(
                        job.attempt(1).ended(Outcome.UNCONFIRMED, ERROR, THEN).costing(Cost.UNKNOWN))
                .become(new JobState.Unconfirmed(ERROR), THEN));
        accept();

        // When / Then
        given().queryParam("month", "2031-03")
                .get("/v1/usage")
                .then()
                .statusCode(200)
                .body("month", equalTo("2031-03"))
                .body("jobs", equalTo(3))
                .body("cost", hasSize(1))
                .body("cost[0].model", equalTo("minimax-music-2.6"))
                .body("cost[0].source", equalTo("reported"))
                .body("cost[0].attempts", equalTo(1))
                .body("cost[0].amount", equalTo(0.195f))
                .body("cost[0].currency", equalTo("USD"))
                .body("spent_usd", equalTo(0.195f))
                .body("held_usd", equalTo(0.195f))
                .body("reserved_usd", equalTo(0.195f))
                .body("$", not(hasKey("budget_left_usd")));
        given().queryParam("month", "2031-04")
                .get("/v1/usage")
                .then()
                .statusCode(200)
                .body("jobs", equalTo(0))
                .body("cost", hasSize(0));
    }

    @Test
    void usage_withoutAMonth_isThePresentOnes() {
        // When / Then
        given().get("/v1/usage").then().statusCode(200).body("month", matchesPattern("\\d{4}-\\d{2}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13", "2026-00", "2026", "26-11", "2026-11-01", "november"})
    void usage_ofWhatIsNoMonth_isRefused(String month) {
        // When / Then
        given().queryParam("month", month)
                .get("/v1/usage")
                .then()
                .statusCode(422)
                .contentType("application/problem+json");
    }

    private String accept() {
        Job job = Job.queued(
                "job_" + UUID.randomUUID(), "minimax-music-2.6", null, null, Map.of(), THEN, THEN.plusSeconds(900));
        wait(acceptances.accept(new Acceptance(job, "anonymous", "{}", List.of("aimlapi"), "held", null)
                .under(new Terms(Map.of("aimlapi", new BigDecimal("0.195")), null, null, null, null))));
        return job.id();
    }

    private void submit(String id) {
        move(id, job -> job.with(Attempt.intended(1, "aimlapi", null, THEN)).become(new JobState.Submitting(), THEN));
    }

    private void move(String id, UnaryOperator<Job> move) {
        wait(ledger.change(id, entry -> Optional.of(Change.to(move.apply(entry.job())))));
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
