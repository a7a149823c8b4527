package dev.segue.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobError.Code;
import dev.segue.job.Outcome;
import dev.segue.provider.HealthBoard;
import dev.segue.provider.HealthBoard.Breaker;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RouterTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final List<String> ROUTES = List.of("apiinone", "aimlapi", "useapi");

    @Inject
    Router router;

    @Inject
    HealthBoard health;

    @AfterEach
    void closeBreakers() {
        ROUTES.forEach(provider -> health.breaker(provider, Breaker.CLOSED, Duration.ZERO));
    }

    @Test
    void job_whoseRouteWasBusy_takesTheNextRouteAtOnce() {
        // Given
        Job job = with(notStarted(1, "apiinone"));

        // When
        Step step = router.next(job, ROUTES, true, Duration.ofSeconds(30));

        // Then
        assertThat(step).isEqualTo(new Step.Try("aimlapi", Duration.ZERO));
    }

    @Test
    void job_whoseRoutesWereAllBusy_startsOverAfterABackoffThatHonoursRetryAfter() {
        // Given
        Job job = with(notStarted(1, "apiinone"), notStarted(2, "aimlapi"), notStarted(3, "useapi"));

        // When
        Step step = router.next(job, ROUTES, true, Duration.ofSeconds(7));

        // Then
        assertThat(step).isEqualTo(new Step.Try("apiinone", Duration.ofSeconds(7)));
    }

    @Test
    void job_withoutFailover_waitsForItsOnlyRoute() {
        // Given
        Job job = with(notStarted(1, "apiinone"));

        // When
        Step step = router.next(job, ROUTES, false, null);

        // Then
        assertThat(step).isInstanceOfSatisfying(Step.Try.class, again -> {
            assertThat(again.provider()).isEqualTo("apiinone");
            assertThat(again.atLeast()).isBetween(Duration.ofMillis(750), Duration.ofMillis(1250));
        });
    }

    @Test
    void job_whoseTaskFailed_triesEachRemainingRouteOnceAndThenFailsWithTheLastFailure() {
        // Given
        Job once = with(failed(1, "apiinone"));
        Job twice = with(failed(1, "apiinone"), notStarted(2, "aimlapi"));
        Job thrice = with(failed(1, "apiinone"), notStarted(2, "aimlapi"), failed(3, "useapi"));

        // When / Then
        assertThat(router.next(once, ROUTES, true, null)).isEqualTo(new Step.Try("aimlapi", Duration.ZERO));
        assertThat(router.next(twice, ROUTES, true, null)).isEqualTo(new Step.Try("useapi", Duration.ZERO));
        assertThat(router.next(thrice, ROUTES, true, null))
                .isInstanceOfSatisfying(
                        Step.GiveUp.class, end -> assertThat(end.error().code()).isEqualTo(Code.PROVIDER_FAILED));
    }

    @Test
    void job_whoseTaskFailedWithoutFailover_fails() {
        // When
        Step step = router.next(with(failed(1, "apiinone")), ROUTES, false, null);

        // Then
        assertThat(step).isInstanceOf(Step.GiveUp.class);
    }

    @Test
    void job_whoseRoutesAreAllBarred_failsWithTheLastBar() {
        // Given
        Job job = with(
                barred(1, "apiinone", Code.UNAUTHORIZED),
                barred(2, "aimlapi", Code.OUT_OF_CREDIT),
                barred(3, "useapi", Code.OUT_OF_CREDIT));

        // When
        Step step = router.next(job, ROUTES, true, null);

        // Then
        assertThat(step)
                .isInstanceOfSatisfying(
                        Step.GiveUp.class, end -> assertThat(end.error().code()).isEqualTo(Code.OUT_OF_CREDIT));
    }

    @Test
    void job_whoseNextRouteHasAnOpenBreaker_skipsIt() {
        // Given
        health.breaker("aimlapi", Breaker.OPEN, Duration.ofMinutes(1));

        // When
        Step step = router.next(with(notStarted(1, "apiinone")), ROUTES, true, null);

        // Then
        assertThat(step).isEqualTo(new Step.Try("useapi", Duration.ZERO));
    }

    private static Job with(Attempt... attempts) {
        Job job = Job.queued("job_1", "minimax-music", null, null, Map.of(), NOW, NOW.plusSeconds(900));
        for (Attempt attempt : attempts) {
            job = job.with(attempt);
        }
        return job;
    }

    private static Attempt notStarted(int number, String provider) {
        return ended(number, provider, Outcome.NOT_STARTED, Code.PROVIDER_UNAVAILABLE);
    }

    private static Attempt barred(int number, String provider, Code code) {
        return ended(number, provider, Outcome.NOT_STARTED, code);
    }

    private static Attempt failed(int number, String provider) {
        return ended(number, provider, Outcome.FAILED, Code.PROVIDER_FAILED);
    }

    private static Attempt ended(int number, String provider, Outcome outcome, Code code) {
        return Attempt.intended(number, provider, null, NOW)
                .ended(outcome, new JobError(code, "So it was.", false), NOW);
    }
}
