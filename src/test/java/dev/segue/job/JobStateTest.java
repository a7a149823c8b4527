package dev.segue.job;

import static dev.segue.job.Status.CANCELLED;
import static dev.segue.job.Status.COMPLETED;
import static dev.segue.job.Status.FAILED;
import static dev.segue.job.Status.GENERATING;
import static dev.segue.job.Status.QUEUED;
import static dev.segue.job.Status.REVOKED;
import static dev.segue.job.Status.STORING;
import static dev.segue.job.Status.SUBMITTING;
import static dev.segue.job.Status.UNCONFIRMED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobStateTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final JobError ERROR = new JobError(JobError.Code.TIMED_OUT, "Too late.", false);

    /** Written down a second time on purpose: whoever changes a state's moves must mean it. */
    private static final Map<Status, Set<Status>> LEGAL = Map.of(
            QUEUED, EnumSet.of(SUBMITTING, FAILED, CANCELLED, UNCONFIRMED),
            SUBMITTING, EnumSet.of(QUEUED, GENERATING, FAILED, CANCELLED, UNCONFIRMED),
            GENERATING, EnumSet.of(QUEUED, STORING, FAILED, CANCELLED),
            STORING, EnumSet.of(COMPLETED, FAILED, CANCELLED),
            UNCONFIRMED, EnumSet.of(GENERATING, STORING, COMPLETED, FAILED),
            COMPLETED, EnumSet.of(REVOKED),
            FAILED, EnumSet.noneOf(Status.class),
            CANCELLED, EnumSet.noneOf(Status.class),
            REVOKED, EnumSet.noneOf(Status.class));

    static Stream<Arguments> everyPair() {
        return Arrays.stream(Status.values())
                .flatMap(from -> Arrays.stream(Status.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("everyPair")
    void move_betweenAnyTwoStates_isMadeOrRefusedAsTheTableSays(Status from, Status to) {
        // Given
        Job job = in(from);
        JobState next = JobState.of(to, ERROR);

        // When / Then
        if (LEGAL.get(from).contains(to)) {
            Job moved = job.become(next, NOW);
            assertThat(moved.status()).isEqualTo(to);
            assertThat(moved.version()).isEqualTo(job.version() + 1);
            assertThat(moved.endedAt() != null).isEqualTo(to.ended());
            assertThat(moved.error() != null).isEqualTo(to == FAILED || to == UNCONFIRMED);
        } else {
            assertThatThrownBy(() -> job.become(next, NOW))
                    .isInstanceOf(IllegalMoveException.class)
                    .hasMessageContaining(from.word())
                    .hasMessageContaining(to.word());
        }
    }

    @Test
    void endedStates_areThoseOfTheContract() {
        assertThat(Arrays.stream(Status.values()).filter(Status::ended))
                .containsExactlyInAnyOrder(COMPLETED, FAILED, CANCELLED, UNCONFIRMED, REVOKED);
    }

    @Test
    void job_amendedAfterItsEnd_keepsItsEndAndGetsAVersion() {
        // Given
        Job cancelled =
                in(SUBMITTING).with(Attempt.intended(1, "apidot", null, NOW)).become(new JobState.Cancelled(), NOW);

        // When
        Cost cost = new Cost(new java.math.BigDecimal("0.10"), "USD", null, Cost.Source.PRICE_LIST);
        Job amended =
                cancelled.with(cancelled.attempt(1).started("task-1", cost)).amended();

        // Then
        assertThat(amended.status()).isEqualTo(CANCELLED);
        assertThat(amended.endedAt()).isEqualTo(NOW);
        assertThat(amended.version()).isEqualTo(cancelled.version() + 1);
        assertThat(amended.cost()).isEqualTo(cost);
        assertThat(amended.busy()).isTrue();
    }

    @Test
    void cost_withOnePartUnknown_isUnknown() {
        // Given
        Cost known = new Cost(new java.math.BigDecimal("0.195"), "USD", 390000L, Cost.Source.REPORTED);

        // When / Then
        assertThat(Cost.sum(List.of(known, known)).amount()).isEqualByComparingTo("0.39");
        assertThat(Cost.sum(List.of(known, known)).credits()).isEqualTo(780000L);
        assertThat(Cost.sum(List.of(known, Cost.UNKNOWN)).source()).isEqualTo(Cost.Source.UNKNOWN);
        assertThat(Cost.sum(List.of())).isNull();
    }

    private static Job in(Status status) {
        return new Job(
                "job_1",
                status,
                3,
                "minimax-music",
                null,
                null,
                null,
                Map.of(),
                List.of(),
                status == FAILED || status == UNCONFIRMED ? ERROR : null,
                null,
                List.of(),
                NOW,
                null,
                status.ended() ? NOW : null,
                NOW.plusSeconds(900));
    }
}
