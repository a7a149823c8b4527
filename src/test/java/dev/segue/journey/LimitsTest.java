package dev.segue.journey;

import static dev.segue.journey.Jobs.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.budget.Account;
import dev.segue.budget.Terms;
import dev.segue.budget.Usage;
import dev.segue.budget.UsageBook;
import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.job.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What jobs take of their callers' limits on their way. */
@QuarkusTest
class LimitsTest {

    private static final Map<String, BigDecimal> PRICES =
            Map.of("apidot", new BigDecimal("0.10"), "aimlapi", new BigDecimal("0.195"));

    @Inject
    Jobs jobs;

    @Inject
    UsageBook book;

    private final String caller = "caller-" + UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // marker, status in the end, reported, by the price list, held
                "-, COMPLETED, 0, 0.10, 0",
                "[[sandbox:create=503;provider=apidot]], COMPLETED, 0.195, 0, 0",
                "[[sandbox:task=failed;provider=apidot]], COMPLETED, 0.195, 0.10, 0",
                "[[sandbox:task=failed]], FAILED, 0.195, 0.10, 0",
                "[[sandbox:task=no-audio]], FAILED, 0, 0.10, 0",
                "[[sandbox:create=400]], FAILED, 0, 0, 0"
            })
    void job_thatHasEnded_hasPaidForItsTasksAndKeepsNothing(
            String marker, Status status, BigDecimal reported, BigDecimal priceList, BigDecimal held) {
        // Given
        JsonObject request = song(marker == null ? "" : marker.replace(';', ','));

        // When
        Job job = jobs.ended(jobs.accept(caller, terms(null), 60, request, "apidot", "aimlapi"));

        // Then
        assertThat(job.status()).isEqualTo(status);
        Account used = usage().total();
        assertThat(used.reported()).isEqualByComparingTo(reported);
        assertThat(used.priceList()).isEqualByComparingTo(priceList);
        assertThat(used.held()).isEqualByComparingTo(held);
        assertThat(used.reserved()).isEqualByComparingTo("0");
        assertThat(usage().jobs()).isEqualTo(1);
    }

    @Test
    void unconfirmedJob_holdsWhatItMayHaveCostAndWhatMayStillCome() {
        // When
        Job job = jobs.ended(jobs.accept(caller, terms(null), 60, song("[[sandbox:create=cut]]"), "aimlapi", "apidot"));

        // Then
        assertThat(job.status()).isEqualTo(Status.UNCONFIRMED);
        assertThat(usage().total().held()).isEqualByComparingTo("0.195");
        assertThat(usage().total().reserved()).isEqualByComparingTo("0.10");
        assertThat(usage().total().spent()).isEqualByComparingTo("0");
    }

    @Test
    void cancelledJob_whoseTaskRunsOn_keepsItsReserveUntilThatHasEnded() {
        // Given
        String id = jobs.accept(caller, terms(null), 60, song("[[sandbox:duration=2s]]"), "apidot", "aimlapi");
        jobs.once(id, job -> job.status() == Status.GENERATING);

        // When
        jobs.cancel(id);

        // Then
        assertThat(usage().total().reserved()).isEqualByComparingTo("0.10");
        jobs.once(id, job -> !job.busy());
        assertThat(usage().total().reserved()).isEqualByComparingTo("0");
        assertThat(usage().total().priceList()).isEqualByComparingTo("0.10");
    }

    @Test
    void jobs_beyondTheCallersLimit_waitTheirTurnAndAreInNobodysWay() {
        // Given
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(jobs.accept(caller, terms(2), 60, song("[[sandbox:duration=1s]]"), "apidot"));
        }

        // When
        Job other = jobs.ended(jobs.accept("other-" + caller, 60, song(""), "apidot"));
        List<Job> ended = ids.stream().map(jobs::ended).toList();

        // Then
        assertThat(ended).extracting(Job::status).containsOnly(Status.COMPLETED);
        assertThat(ended).allSatisfy(job -> assertThat(ended.stream().filter(each -> flew(each, job)))
                .as("in flight when %s began", job.id())
                .hasSizeLessThanOrEqualTo(2));
        assertThat(other.endedAt())
                .isBefore(ended.stream()
                        .map(Job::endedAt)
                        .max(java.util.Comparator.naturalOrder())
                        .orElseThrow());
    }

    /** Not as soon as somebody happens to look into the queue, which is every half second. */
    @Test
    void jobs_ofACallerThatMayHaveOneInFlight_followEachOtherAtOnce() {
        // Given
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ids.add(jobs.accept(caller, terms(1), 60, song(""), "apidot"));
        }

        // When
        List<Job> ended = ids.stream().map(jobs::ended).toList();

        // Then
        List<Duration> idle = IntStream.range(1, ended.size())
                .mapToObj(i -> Duration.between(
                        ended.get(i - 1).endedAt(), ended.get(i).attempt(1).startedAt()))
                .sorted()
                .toList();
        assertThat(idle.get(idle.size() / 2)).as("half of %s", idle).isLessThan(Duration.ofMillis(150));
    }

    /** Whether the one was in flight when the other began, itself included. */
    private static boolean flew(Job one, Job other) {
        Attempt first = one.attempt(1);
        return !first.startedAt().isAfter(other.attempt(1).startedAt())
                && one.endedAt().isAfter(other.attempt(1).startedAt().plus(Duration.ofMillis(1)));
    }

    private Terms terms(Integer maxInFlight) {
        return new Terms(PRICES, maxInFlight, null, new BigDecimal("10"), null);
    }

    private Usage usage() {
        return book.of(caller, YearMonth.now(ZoneOffset.UTC)).await().atMost(Duration.ofSeconds(10));
    }
}
