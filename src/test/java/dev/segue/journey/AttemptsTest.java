package dev.segue.journey;

import static dev.segue.journey.Jobs.song;
import static dev.segue.journey.Jobs.useapiSong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobError.Code;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import dev.segue.tracking.Tracker;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a job under everything that may happen to its attempts, and how often its provider was paid. */
@QuarkusTest
class AttemptsTest {

    @Inject
    Jobs jobs;

    @Inject
    Tracker tracker;

    @Inject
    Pool pool;

    @ParameterizedTest
    @ValueSource(strings = {"cut", "500", "502", "html", "broken", "no-id", "408", "302"})
    void job_whoseCreateMayHaveArrived_isUnconfirmedAndNeverSentAgain(String fault) {
        // Given
        JsonObject request = song("[[sandbox:create=" + fault + "]]");

        // When
        Job job = jobs.ended(jobs.accept(request, "aimlapi", "apidot"));

        // Then
        assertThat(job.status()).isEqualTo(Status.UNCONFIRMED);
        assertThat(job.error().code()).isEqualTo(Code.UNCONFIRMED);
        assertThat(job.error().message()).isNotBlank();
        assertThat(job.error().retryable()).isFalse();
        assertThat(job.cost()).isEqualTo(Cost.UNKNOWN);
        assertThat(jobs.creates(request)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"429", "503", "401", "402"})
    void job_whoseFirstRouteStartedNothing_takesTheNextAtOnce(String status) {
        // Given
        JsonObject request = song("[[sandbox:create=" + status + ",provider=apidot]]");

        // When
        Job job = jobs.ended(jobs.accept(request, "apidot", "aimlapi"));

        // Then
        assertThat(job.status()).isEqualTo(Status.COMPLETED);
        assertThat(job.attempts())
                .extracting(Attempt::provider, Attempt::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("apidot", Outcome.NOT_STARTED),
                        org.assertj.core.groups.Tuple.tuple("aimlapi", Outcome.SUCCEEDED));
        assertThat(Duration.between(
                        job.attempts().get(0).endedAt(), job.attempts().get(1).startedAt()))
                .isLessThan(Duration.ofMillis(700));
        assertThat(job.cost().source()).isEqualTo(Cost.Source.REPORTED);
    }

    @Test
    void job_whoseOnlyRouteIsUnauthorized_failsWithoutAnotherTry() {
        // Given
        JsonObject request = song("[[sandbox:create=401]]");

        // When
        Job job = jobs.ended(jobs.accept(request, "apidot"));

        // Then
        assertThat(job.error().code()).isEqualTo(Code.UNAUTHORIZED);
        assertThat(jobs.creates(request)).hasSize(1);
    }

    @Test
    void job_thatIsRefused_isNotTriedElsewhere() {
        // Given
        JsonObject request = song("[[sandbox:create=400]]");

        // When
        Job job = jobs.ended(jobs.accept(request, "apidot", "aimlapi"));

        // Then
        assertThat(job.status()).isEqualTo(Status.FAILED);
        assertThat(job.error().code()).isEqualTo(Code.REJECTED);
        assertThat(job.cost()).isNull();
        assertThat(jobs.creates(request)).hasSize(1);
    }

    @Test
    void job_whoseTaskFailed_isTriedOnceOnTheRemainingRouteAndBothAreCounted() {
        // Given
        JsonObject request = song("[[sandbox:task=failed,provider=apidot]]");

        // When
        Job job = jobs.ended(jobs.accept(request, "apidot", "aimlapi"));

        // Then
        assertThat(job.status()).isEqualTo(Status.COMPLETED);
        assertThat(job.attempts()).extracting(Attempt::outcome).containsExactly(Outcome.FAILED, Outcome.SUCCEEDED);
        assertThat(job.cost().amount()).isEqualByComparingTo("0.295");
    }

    @Test
    void job_whoseFirstTaskIsLookedAtWhenTheSecondRuns_isFollowedOn() {
        // Given a look that hangs until long after another has seen the task's end
        JsonObject request =
                song("[[sandbox:task=failed,provider=apidot]] [[sandbox:look=hang,times=1,provider=apidot]]"
                        + " [[sandbox:look=404,times=18,provider=aimlapi]]");
        String id = jobs.accept(request, "apidot", "aimlapi");
        jobs.once(id, job -> job.status() == Status.GENERATING);
        tracker.hint(id);

        // When
        Job job = jobs.ended(id);

        // Then
        assertThat(job.status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void job_whoseTasksFailEverywhere_failsAfterOneTaskEach() {
        // Given
        JsonObject request = song("[[sandbox:task=failed]]");

        // When
        Job job = jobs.ended(jobs.accept(request, "apidot", "aimlapi"));

        // Then
        assertThat(job.error().code()).isEqualTo(Code.PROVIDER_FAILED);
        assertThat(jobs.creates(request)).hasSize(2);
    }

    @Test
    void job_thatIsModerated_isNotTriedElsewhere() {
        // Given
        JsonObject request = song("[[sandbox:task=moderated]]");

        // When
        Job job = jobs.ended(jobs.accept(request, "apidot", "aimlapi"));

        // Then
        assertThat(job.status()).isEqualTo(Status.FAILED);
        assertThat(jobs.creates(request)).isNotEmpty();
    }

    @Test
    void job_thatNobodyTakesBeforeItsDeadline_failsAsUnavailableAtNoCost() {
        // Given
        JsonObject request = song("[[sandbox:create=503]]");

        // When
        Job job = jobs.ended(jobs.accept("anonymous", 3, request, "apidot", "aimlapi"));

        // Then
        assertThat(job.error().code()).isEqualTo(Code.PROVIDER_UNAVAILABLE);
        assertThat(job.error().retryable()).isTrue();
        assertThat(job.cost()).isNull();
        assertThat(job.attempts().size()).isGreaterThan(2);
    }

    @Test
    void job_whoseTaskOutlivesTheDeadline_timesOutAndIsFollowedForItsCost() {
        // Given
        JsonObject request = song("[[sandbox:duration=3s]]");

        // When
        String id = jobs.accept("anonymous", 1, request, "apidot");
        Job ended = jobs.ended(id);
        Job later = jobs.once(id, job -> !job.busy());

        // Then
        assertThat(ended.error().code()).isEqualTo(Code.TIMED_OUT);
        assertThat(ended.error().retryable()).isFalse();
        assertThat(later.status()).isEqualTo(Status.FAILED);
        assertThat(later.version()).isGreaterThan(ended.version());
        assertThat(later.lastAttempt().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(later.cost().amount()).isEqualByComparingTo("0.10");
    }

    @Test
    void job_cancelledWhileSubmitting_endsAtOnceAndItsAnswerLandsOnTheAttempt() {
        // Given
        JsonObject request = useapiSong("[[sandbox:duration=2s]]");
        String id = jobs.accept(request, "useapi");
        jobs.once(id, job -> job.status() == Status.SUBMITTING);

        // When
        jobs.cancel(id);

        // Then
        Job cancelled = jobs.now(id);
        assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
        assertThat(cancelled.busy()).isTrue();
        Job later = jobs.once(id, job -> !job.busy());
        assertThat(later.status()).isEqualTo(Status.CANCELLED);
        assertThat(later.lastAttempt().taskId()).isNotNull();
        assertThat(later.lastAttempt().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(later.audio()).isEmpty();
        assertThat(jobs.creates(request)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[sandbox:look=500,times=4]]",
                "[[sandbox:look=broken,times=3]]",
                "[[sandbox:look=html,times=3]]",
                "[[sandbox:look=404,times=2]]",
                "[[sandbox:look=401,times=2]]",
                "[[sandbox:look=refuse,times=3]]",
                "[[sandbox:audio=cut,times=1]]",
                "[[sandbox:audio=expired,times=1]]",
                "[[sandbox:audio=503,times=1]]"
            })
    void job_overTroubleThatPasses_completesWithOneCreate(String marker) {
        // Given
        JsonObject request = song(marker);

        // When
        Job job = jobs.ended(jobs.accept(request, "aimlapi", "apidot"));

        // Then
        assertThat(job.status()).as(String.valueOf(job.error())).isEqualTo(Status.COMPLETED);
        assertThat(job.audio()).hasSize(1);
        assertThat(jobs.creates(request)).hasSize(1);
    }

    @Test
    void create_thatCannotEvenBegin_strandsNoneOfItsBatch() {
        // Given
        String wordless = jobs.accept(song(""), "nobody");
        List<String> others = List.of(jobs.accept(song(""), "nobody"), jobs.accept(song(""), "nobody"));
        execute("UPDATE job SET request = NULL WHERE id = $1", wordless);

        // When
        execute("UPDATE job SET queue_for = 'aimlapi' WHERE caller = $1 AND queue_for = 'nobody'", "anonymous");

        // Then
        assertThat(others).allSatisfy(id -> assertThat(jobs.ended(id).status()).isEqualTo(Status.COMPLETED));
        Job job = jobs.ended(wordless);
        assertThat(job.status()).isEqualTo(Status.UNCONFIRMED);
        assertThat(job.attempts()).hasSize(1);
    }

    private void execute(String sql, String value) {
        pool.preparedQuery(sql).execute(Tuple.of(value)).await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void job_thatEndsWithoutAudio_failsAsAudioUnavailableWithoutFailover() {
        // Given
        JsonObject request = song("[[sandbox:task=no-audio]]");

        // When
        Job job = jobs.ended(jobs.accept(request, "aimlapi", "apidot"));

        // Then
        assertThat(job.error().code()).isEqualTo(Code.AUDIO_UNAVAILABLE);
        assertThat(jobs.creates(request)).hasSize(1);
    }
}
