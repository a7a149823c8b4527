package dev.segue.journey;

import static dev.segue.journey.Jobs.useapiSong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobError.Code;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import dev.segue.ledger.Change;
import dev.segue.ledger.Ledger;
import dev.segue.replica.Replica;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** useapi.net lists its songs: what an ambiguous create came to can be found out, and must not be guessed. */
@QuarkusTest
@TestProfile(Impatient.class)
class ReconciliationTest {

    @Inject
    Jobs jobs;

    @Inject
    Ledger ledger;

    @Inject
    Pool pool;

    @Inject
    Replica replica;

    private String last;

    /** The next test needs the slot. */
    @AfterEach
    void release() {
        jobs.once(last, job -> !job.busy());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "hang,started=true", "html", "broken", "no-id", "500,started=true"})
    void song_whoseAnswerWasLost_isFoundInTheList(String fault) {
        // Given
        JsonObject request = useapiSong("[[sandbox:create=" + fault + "]]");

        // When
        Job job = jobs.ended(accept(request));

        // Then
        assertThat(job.status()).as(String.valueOf(job.error())).isEqualTo(Status.COMPLETED);
        assertThat(job.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.outcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(attempt.taskId()).isNotNull();
        });
        assertThat(jobs.creates(request)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "500", "cut]] [[sandbox:task=moderated", "cut]] [[sandbox:task=endless"})
    void song_thatIsNeverInTheList_isUnconfirmedOnlyWhenTheWindowEnds(String fault) {
        // Given
        JsonObject request = useapiSong("[[sandbox:create=" + fault + "]]");

        // When
        String id = accept(request);
        Job waiting = jobs.once(id, job -> !jobs.creates(request).isEmpty());
        Job job = jobs.ended(id);

        // Then
        assertThat(waiting.status()).isEqualTo(Status.SUBMITTING);
        assertThat(job.status()).isEqualTo(Status.UNCONFIRMED);
        assertThat(job.error().code()).isEqualTo(Code.UNCONFIRMED);
        assertThat(job.cost()).isEqualTo(Cost.UNKNOWN);
        assertThat(Duration.between(job.lastAttempt().startedAt(), job.endedAt()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(4));
        assertThat(jobs.creates(request)).hasSize(1);
        if (fault.endsWith("endless")) {
            jobs.reset(); // or the account would stay busy there for good
        }
    }

    @Test
    void slot_ofASongThatIsLookedFor_staysTaken() {
        // Given
        JsonObject lost = useapiSong("[[sandbox:create=hang]]");
        String first = accept(lost);
        jobs.once(first, job -> job.status() == Status.SUBMITTING);

        // When
        Job second = jobs.ended(accept(useapiSong("")));

        // Then
        Job unconfirmed = jobs.now(first);
        assertThat(second.startedAt()).isAfterOrEqualTo(unconfirmed.endedAt());
        assertThat(second.status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void song_lookedForTwiceInTheList_isTakenByNeitherIfTwoFit() {
        // Given two songs with the same words, both newer than the intent
        JsonObject request = useapiSong("");
        String id = left(request);
        jobs.makeAtUseapi(request.getString("lyrics"));
        jobs.makeAtUseapi(request.getString("lyrics"));

        // When
        submitting(id);
        Job job = jobs.ended(id);

        // Then
        assertThat(job.status()).isEqualTo(Status.UNCONFIRMED);
        assertThat(job.lastAttempt().taskId()).isNull();
    }

    @Test
    void song_thatAnotherAttemptHas_isNotTakenAgain() {
        // Given
        JsonObject request = useapiSong("");
        String id = left(request);
        Set<String> before = jobs.tasks("useapi");
        Job owner = jobs.ended(jobs.accept(request, "useapi"));
        assertThat(before).doesNotContain(owner.lastAttempt().taskId());

        // When
        submitting(id);
        Job job = jobs.ended(id);

        // Then
        assertThat(job.status()).isEqualTo(Status.UNCONFIRMED);
    }

    @Test
    void create_thatACrashLeftBehind_isFoundInTheList() {
        // Given
        JsonObject request = useapiSong("");
        String id = left(request);
        jobs.makeAtUseapi(request.getString("lyrics"));

        // When somebody was about to write the answer and died
        submitting(id);

        // Then
        assertThat(jobs.ended(id).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void job_cancelledWhileItsSongIsLookedFor_staysCancelledAndLearnsItsCost() {
        // Given
        JsonObject request = useapiSong("[[sandbox:create=cut]] [[sandbox:duration=1500ms]]");
        String id = accept(request);
        jobs.once(id, job -> !jobs.creates(request).isEmpty());

        // When
        jobs.cancel(id);

        // Then
        Job job = jobs.once(id, seen -> !seen.busy());
        assertThat(job.status()).isEqualTo(Status.CANCELLED);
        assertThat(job.lastAttempt().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(job.cost().source()).isEqualTo(Cost.Source.PRICE_LIST);
    }

    private String accept(JsonObject request) {
        last = jobs.accept(request, "useapi");
        return last;
    }

    /** A job that is nobody's yet: of a provider's queue that no pump empties. */
    private String left(JsonObject request) {
        last = jobs.accept(request, "nobody");
        intent = Instant.now();
        return last;
    }

    private Instant intent;

    /** Leaves an intent of ours behind, as a crash does between the call and its answer. */
    private void submitting(String id) {
        ledger.change(id, entry -> {
                    Attempt attempt = Attempt.intended(1, "useapi", null, intent);
                    return Optional.of(Change.to(entry.job().with(attempt).become(new JobState.Submitting(), intent))
                            .ownedBy(replica.id()));
                })
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
