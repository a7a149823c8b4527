package dev.segue.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.HeldDispatch;
import dev.segue.access.Caller;
import dev.segue.access.Limits;
import dev.segue.access.Scope;
import dev.segue.budget.Account;
import dev.segue.budget.UsageBook;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(HeldDispatch.class)
class IntakeLimitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Intake intake;

    @Inject
    UsageBook book;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                // Each of the two routes may have to be paid: the second is tried when a task on the first has failed.
                "`\"failover\":true`, 0.295",
                "`\"failover\":true,\"providers\":[\"aimlapi\"]`, 0.195",
                // Without failover only the first.
                "`\"failover\":false`, 0.10",
                "`\"failover\":false,\"providers\":[\"aimlapi\",\"apidot\"]`, 0.195"
            })
    void job_reservesWhatItMayComeToPay(String more, BigDecimal expected) {
        // Given
        Caller caller = caller(new BigDecimal("1.00"), null);

        // When
        Admission admission = create(caller, more);

        // Then
        assertThat(admission).isInstanceOf(Admission.New.class);
        assertThat(usage(caller).reserved()).isEqualByComparingTo(expected);
    }

    @Test
    void job_ofAFlatSubscription_costsTheBudgetNothing() {
        // Given
        Caller caller = caller(BigDecimal.ZERO, null);
        byte[] body =
                "{\"model\":\"minimax-music\",\"lyrics\":\"la la la la la\",\"style_id\":\"s\",\"providers\":[\"useapi\"]}"
                        .getBytes(StandardCharsets.UTF_8);

        // When
        Admission admission = await(intake.accept(caller, body, List.of()));

        // Then
        assertThat(admission).isInstanceOf(Admission.New.class);
    }

    @Test
    void job_beyondTheBudget_isRefusedWithWhatIsLeft() {
        // Given
        Caller caller = caller(new BigDecimal("0.45"), null);
        create(caller, "\"failover\":true");

        // When
        Admission admission = create(caller, "\"failover\":true");

        // Then
        assertThat(admission).isEqualTo(new Admission.OverBudget(new BigDecimal("0.155")));
        assertThat(usage(caller).total()).isEqualByComparingTo("0.295");
    }

    @Test
    void repeat_whenTheBudgetIsUsedUp_isAnsweredAndCostsNothing() {
        // Given
        Caller caller = caller(new BigDecimal("0.10"), null);
        create(caller, "\"failover\":false", "the-key");

        // When
        Admission admission = create(caller, "\"failover\":false", "the-key");

        // Then
        assertThat(admission).isInstanceOf(Admission.Replayed.class);
        assertThat(usage(caller).total()).isEqualByComparingTo("0.10");
    }

    @Test
    void job_beyondTheQueue_isRefusedWithATimeToComeBack() {
        // Given
        Caller caller = caller(null, 1);
        create(caller, "\"failover\":true");

        // When
        Admission admission = create(caller, "\"failover\":true");

        // Then
        assertThat(admission).isInstanceOfSatisfying(Admission.QueueFull.class, full -> assertThat(full.retryAfter())
                .isPositive());
    }

    private Admission create(Caller caller, String more, String... keys) {
        String body =
                "{\"model\":\"minimax-music-2.6\",\"prompt\":\"Uplifting indie pop\",\"lyrics\":\"la la la la la\","
                        + more + "}";
        return await(intake.accept(caller, body.getBytes(StandardCharsets.UTF_8), List.of(keys)));
    }

    private Account usage(Caller caller) {
        return await(book.of(caller.id(), YearMonth.now(ZoneOffset.UTC))).total();
    }

    private static Caller caller(BigDecimal budget, Integer maxQueued) {
        return new Caller(
                "caller-" + UUID.randomUUID(),
                Set.of(Scope.JOBS_WRITE),
                new Limits(null, null, null, maxQueued, budget));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
