package dev.segue.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.HeldDispatch;
import dev.segue.budget.Account;
import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.job.JobError.Code;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.Ambiguous;
import dev.segue.provider.CreateAnswer.Refused;
import dev.segue.provider.route.Price;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(HeldDispatch.class)
class VerdictTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Map<String, BigDecimal> PRICES = Map.of("apidot", new BigDecimal("0.10"));

    @Inject
    Verdict verdict;

    @Test
    void refusal_thatComesAfterTheCreateWasGivenUp_costsNothing() {
        // Given
        Job unconfirmed = answered(submitting(), new Ambiguous("nothing came"));
        assertThat(Account.of(unconfirmed, PRICES).held()).isEqualByComparingTo("0.10");

        // When
        Job job = answered(unconfirmed, new Refused(false, "It does not like it"));

        // Then
        assertThat(unconfirmed.status()).isEqualTo(Status.UNCONFIRMED);
        assertThat(job.status()).isEqualTo(Status.FAILED);
        assertThat(job.error().code()).isEqualTo(Code.REJECTED);
        assertThat(job.lastAttempt().outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(job.cost()).isNull();
        assertThat(Account.of(job, PRICES).changesNothing()).isTrue();
    }

    @Test
    void refusal_ofACancelledJobsCreateThatWasGivenUp_costsNothing() {
        // Given
        Job cancelled = submitting().become(new JobState.Cancelled(), NOW);
        Job unconfirmed = answered(cancelled, new Ambiguous("nothing came"));
        assertThat(Account.of(unconfirmed, PRICES).held()).isEqualByComparingTo("0.10");

        // When
        Job job = answered(unconfirmed, new Refused(true, "It is offended"));

        // Then
        assertThat(job.status()).isEqualTo(Status.CANCELLED);
        assertThat(job.lastAttempt().outcome()).isEqualTo(Outcome.MODERATED);
        assertThat(job.cost()).isNull();
        assertThat(Account.of(job, PRICES).changesNothing()).isTrue();
    }

    private Job answered(Job job, CreateAnswer answer) {
        Entry entry = new Entry(job, "anybody", "me", "{}", List.of("apidot"), "apidot", PRICES, null, null);
        return verdict.on(entry, 1, Price.configured(new BigDecimal("0.10")), answer, "me")
                .map(Change::next)
                .orElseThrow();
    }

    private static Job submitting() {
        return Job.queued("job_1", "generate-music", null, null, Map.of(), NOW, NOW.plusSeconds(900))
                .with(Attempt.intended(1, "apidot", null, NOW))
                .become(new JobState.Submitting(), NOW);
    }
}
