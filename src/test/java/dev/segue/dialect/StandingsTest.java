package dev.segue.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.HeldDispatch;
import dev.segue.dialect.Wire.Answer;
import dev.segue.job.Attempt;
import dev.segue.job.AudioFile;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobError.Code;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Acceptances;
import dev.segue.ledger.Change;
import dev.segue.ledger.Ledger;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How each state of a job reads in each dialect. */
@QuarkusTest
@TestProfile(HeldDispatch.class)
class StandingsTest {

    private static final Instant NOW = Instant.now();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TestHTTPResource
    URI server;

    @Inject
    Ledger ledger;

    @Inject
    Acceptances acceptances;

    @ParameterizedTest
    @CsvSource({
        "queued, queued, IN_PROGRESS, not_started, 0",
        "submitting, generating, IN_PROGRESS, running, 1",
        "generating, generating, IN_PROGRESS, running, 1",
        "storing, generating, IN_PROGRESS, running, 1",
        "completed, completed, completed, finished, 2",
        "failed, error, failed, failed, 3",
        "cancelled, error, failed, failed, 3",
        "unconfirmed, error, failed, failed, 3",
        "revoked, error, failed, failed, 4"
    })
    void job_inEveryState_readsInTheProvidersWords(
            String state, String aimlapi, String apiinone, String apidot, int useapi) {
        // Given
        String id = job("anonymous", state, "aimlapi", NOW);

        // Then
        assertThat(aimlapi(id).getString("status")).isEqualTo(aimlapi);
        assertThat(aimlapi(id).containsKey("audio_file")).isEqualTo(aimlapi.equals("completed"));
        assertThat(aimlapi(id).containsKey("error")).isEqualTo(aimlapi.equals("error"));
        assertThat(apiinone(id).getString("status")).isEqualTo(apiinone);
        assertThat(apiinone(id).containsKey("output")).isEqualTo(apiinone.equals("completed"));
        assertThat(apiinone(id).containsKey("error")).isEqualTo(apiinone.equals("failed"));
        assertThat(apidot(id).getString("status")).isEqualTo(apidot);
        assertThat(apidot(id).containsKey("files")).isEqualTo(apidot.equals("finished"));
        assertThat(apidot(id).getString("error_message") != null).isEqualTo(apidot.equals("failed"));
        assertThat(useapi(id).getInteger("status")).isEqualTo(useapi);
        assertThat(useapi(id).getBoolean("statusFinal")).isEqualTo(useapi > 1);
        assertThat(useapi(id).getString("audioURL").isEmpty()).isEqualTo(useapi != 2);
        assertThat(useapi(id).containsKey("error")).isEqualTo(useapi > 2);
    }

    @Test
    void job_unconfirmed_tellsThatItMayHaveBeenBilled() {
        // Given
        String id = job("anonymous", "unconfirmed", "aimlapi", NOW);

        // Then
        assertThat(aimlapi(id).getJsonObject("error").getString("message")).contains("may have been billed");
        assertThat(apiinone(id).getString("error")).contains("may have been billed");
        assertThat(apidot(id).getString("error_message")).contains("may have been billed");
        assertThat(useapi(id).getString("error")).contains("may have been billed");
    }

    @ParameterizedTest
    @CsvSource({"0, generating", "400, error"})
    void job_unconfirmedWhereTheProviderCallsBack_isStillGoingForAWhile(int secondsAgo, String word) {
        // Given
        String id = job("anonymous", "unconfirmed", "apidot", NOW.minusSeconds(secondsAgo));

        // Then
        assertThat(aimlapi(id).getString("status")).isEqualTo(word);
    }

    @Test
    void job_revoked_readsAsModerated() {
        // Given
        String id = job("anonymous", "revoked", "aimlapi", NOW);

        // Then
        assertThat(aimlapi(id).getJsonObject("error").getString("name")).isEqualTo("ModerationError");
    }

    @Test
    void job_ofAnotherCaller_isNotFound() {
        // Given
        String id = job("somebody-else", "completed", "aimlapi", NOW);

        // When
        Answer aimlapi = new Wire(server).get("/v2/generate/audio?generation_id=" + id);
        Answer apiinone = new Wire(server).get("/api/v1/tasks/" + id);
        Answer apidot = new Wire(server).get("/api/generate/status/" + id);
        Answer useapi = new Wire(server).get("/v1/minimax/music/" + id);

        // Then
        assertThat(aimlapi.status()).isEqualTo(404);
        assertThat(apiinone.status()).isEqualTo(404);
        assertThat(apidot.status()).isEqualTo(404);
        assertThat(useapi.status()).isEqualTo(404);
        assertThat(aimlapi.text() + apiinone.text() + apidot.text() + useapi.text())
                .doesNotContain("audio/0");
    }

    private JsonObject aimlapi(String id) {
        return new Wire(server).get("/v2/generate/audio?generation_id=" + id).json();
    }

    private JsonObject apidot(String id) {
        return new Wire(server).get("/api/generate/status/" + id).json().getJsonObject("data");
    }

    private JsonObject useapi(String id) {
        return new Wire(server).get("/v1/minimax/music/" + id).json();
    }

    private JsonObject apiinone(String id) {
        return new Wire(server).get("/api/v1/tasks/" + id).json().getJsonObject("data");
    }

    private String job(String caller, String state, String provider, Instant started) {
        String id = "job_" + UUID.randomUUID().toString().replace("-", "").substring(0, 26);
        Job job = Job.queued(id, "minimax-music-2.6", null, null, Map.of(), NOW, NOW.plusSeconds(900));
        acceptances
                .accept(new Acceptance(job, caller, "{}", List.of(provider), provider, null))
                .await()
                .atMost(PATIENCE);
        if (!state.equals("queued")) {
            move(id, queued -> queued.with(Attempt.intended(1, provider, null, started))
                    .become(new JobState.Submitting(), NOW));
        }
        switch (state) {
            case "failed" ->
                move(id, one -> one.with(one.attempt(1).ended(Outcome.REJECTED, error(), NOW))
                        .become(new JobState.Failed(error()), NOW));
            case "cancelled" -> move(id, one -> one.become(new JobState.Cancelled(), NOW));
            case "unconfirmed" ->
                move(id, one -> one.with(one.attempt(1)
                                .ended(Outcome.UNCONFIRMED, error(), NOW)
                                .costing(Cost.UNKNOWN))
                        .become(new JobState.Unconfirmed(error()), NOW));
            case "generating", "storing", "completed", "revoked" -> make(id, state);
            default -> {}
        }
        return id;
    }

    private void make(String id, String state) {
        move(id, one -> one.with(one.attempt(1).started("task-" + id, null)).become(new JobState.Generating(), NOW));
        if (!state.equals("generating")) {
            move(id, one -> one.with(one.attempt(1).ended(Outcome.SUCCEEDED, null, NOW))
                    .become(new JobState.Storing(), NOW));
        }
        if (state.equals("completed") || state.equals("revoked")) {
            AudioFile file = new AudioFile("audio/mpeg", 7, 1.0, 128000, 44100, 1, "abc", null);
            move(id, one -> one.with(List.of(file)).become(new JobState.Completed(), NOW));
        }
        if (state.equals("revoked")) {
            move(id, one -> one.become(new JobState.Revoked(), NOW));
        }
    }

    private static JobError error() {
        return new JobError(Code.REJECTED, "no", false);
    }

    private void move(String id, UnaryOperator<Job> move) {
        ledger.change(id, entry -> Optional.of(Change.to(move.apply(entry.job()))))
                .await()
                .atMost(PATIENCE)
                .orElseThrow();
    }
}
