package dev.segue.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.budget.Account;
import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobError.Code;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.routing.Router;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a task that tells nothing is abandoned, and at what cost. */
@QuarkusTest
class SettlementTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final BigDecimal PRICE = new BigDecimal("0.10");
    private static final Map<String, BigDecimal> PRICES = Map.of("apidot", PRICE, "aimlapi", new BigDecimal("0.195"));
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    @Inject
    Router router;

    @Test
    void finishedSong_whoseAudioDoesNotCome_isAbandonedAfterTwoDays() {
        // Given
        Job storing = generating()
                .with(generating().attempt(1).ended(Outcome.SUCCEEDED, null, NOW))
                .become(new JobState.Storing(), NOW);

        // When
        Optional<Job> before = abandoned(storing, TWO_DAYS.minusSeconds(1));
        Optional<Job> after = abandoned(storing, TWO_DAYS);

        // Then
        assertThat(before).isEmpty();
        assertThat(after).hasValueSatisfying(job -> {
            assertThat(job.status()).isEqualTo(Status.FAILED);
            assertThat(job.error().code()).isEqualTo(Code.AUDIO_UNAVAILABLE);
            assertThat(job.lastAttempt().outcome()).isEqualTo(Outcome.SUCCEEDED);
            assertPaid(job);
        });
    }

    @Test
    void task_ofAJobThatHasEnded_isAbandonedAndPaidFor() {
        // Given
        Job cancelled = generating().become(new JobState.Cancelled(), NOW);

        // When
        Optional<Job> after = abandoned(cancelled, Duration.ZERO);

        // Then
        assertThat(after).hasValueSatisfying(job -> {
            assertThat(job.status()).isEqualTo(Status.CANCELLED);
            assertThat(job.lastAttempt().outcome()).isEqualTo(Outcome.FAILED);
            assertThat(job.lastAttempt().error().message()).isEqualTo("Nobody looks.");
            assertPaid(job);
        });
    }

    @Test
    void task_ofAJobThatHasNotEnded_isNotAbandoned() {
        assertThat(abandoned(generating(), Duration.ofDays(9))).isEmpty();
    }

    private static void assertPaid(Job job) {
        Account account = Account.of(job, PRICES);
        assertThat(account.spent()).isEqualByComparingTo(PRICE);
        assertThat(account.total()).isEqualByComparingTo(PRICE);
    }

    private Optional<Job> abandoned(Job job, Duration later) {
        Entry entry = new Entry(job, "anybody", "me", "{}", List.of("apidot", "aimlapi"), "apidot", PRICES, null, null);
        return new Settlement(router, Clock.fixed(NOW.plus(later), ZoneOffset.UTC))
                .abandon(entry, 1, "Nobody looks")
                .map(Change::next);
    }

    private static Job generating() {
        Cost cost = new Cost(PRICE, "USD", null, Cost.Source.PRICE_LIST);
        return Job.queued("job_1", "generate-music", null, null, Map.of(), NOW, NOW.plusSeconds(900))
                .with(Attempt.intended(1, "apidot", null, NOW))
                .become(new JobState.Submitting(), NOW)
                .with(Attempt.intended(1, "apidot", null, NOW).started("task", cost))
                .become(new JobState.Generating(), NOW);
    }
}
