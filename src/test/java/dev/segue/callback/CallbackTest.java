package dev.segue.callback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.tracking.Tracker;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(SeldomLooked.class)
class CallbackTest {

    private static final Duration BEFORE_ANY_LOOK = Duration.ofSeconds(3);

    @Inject
    CalledJobs jobs;

    @Inject
    Tracker tracker;

    @TestHTTPResource("/v1/callbacks/apidot/")
    URI callbacks;

    @ParameterizedTest
    @ValueSource(strings = {"", "[[sandbox:callback=flat]]", "[[sandbox:callback=doubled]]"})
    void callback_inEveryForm_isLookedIntoAtOnce(String marker) {
        // Given
        String id = jobs.accept(marker);

        // When
        Job ended = jobs.once(id, Job::ended);

        // Then
        assertThat(ended.status()).isEqualTo(Status.COMPLETED);
        assertThat(ended.audio()).hasSize(1);
        assertThat(Duration.between(ended.startedAt(), ended.endedAt())).isLessThan(BEFORE_ANY_LOOK);
        assertThat(ended.version()).isEqualTo(5);
    }

    @Test
    void callback_lost_isNotMissed() {
        // Given
        String id = jobs.accept("[[sandbox:callback=lost]]");

        // When
        Job ended = jobs.once(id, Job::ended);

        // Then
        assertThat(ended.status()).isEqualTo(Status.COMPLETED);
        assertThat(Duration.between(ended.startedAt(), ended.endedAt())).isGreaterThan(BEFORE_ANY_LOOK);
    }

    @Test
    void callback_heardByAnotherReplica_isLookedIntoByTheOwner() {
        // Given
        String id = jobs.accept("[[sandbox:callback=lost]]");
        jobs.once(id, job -> job.status() == Status.GENERATING);
        String task = jobs.once(id, job -> true).attempt(1).taskId();
        jobs.finished(task);

        // When
        jobs.heardElsewhere(id);

        // Then
        Job ended = jobs.once(id, Job::ended);
        assertThat(ended.status()).isEqualTo(Status.COMPLETED);
        assertThat(Duration.between(ended.startedAt(), ended.endedAt())).isLessThan(BEFORE_ANY_LOOK);
    }

    @Test
    void callback_forgedInGreatNumber_costsOneLookASecondAndChangesNothing() {
        // Given
        String id = jobs.accept("[[sandbox:task=endless]]");
        URI address = jobs.address(id);
        String task = jobs.once(id, job -> job.status() == Status.GENERATING)
                .attempt(1)
                .taskId();
        String forged = "{\"task_id\":\"" + task + "\",\"status\":\"finished\",\"files\":[]}";
        Instant began = Instant.now();

        // When
        List<Integer> statuses = IntStream.range(0, 300)
                .mapToObj(n -> jobs.call(address, forged))
                .toList();

        // Then
        long seconds = Duration.between(began, Instant.now()).toSeconds() + 1;
        assertThat(statuses).containsOnly(202);
        assertThat(jobs.looks(task)).isBetween(1L, seconds + 1);
        assertThat(jobs.once(id, job -> true).status()).isEqualTo(Status.GENERATING);
    }

    @Test
    void callback_underATokenNeverIssued_isNotFound() {
        // Given
        URI issued = jobs.address(jobs.accept(""));
        String token = issued.getPath().substring(issued.getPath().lastIndexOf('/') + 1);

        // Then
        assertThat(jobs.call(callbacks.resolve("x".repeat(32)), "{}")).isEqualTo(404);
        assertThat(jobs.call(callbacks.resolve("x"), "{}")).isEqualTo(404);
        assertThat(jobs.call(callbacks.resolve("../aimlapi/" + token), "{}")).isEqualTo(404);
        assertThat(jobs.call(callbacks.resolve(token), "{}")).isEqualTo(202);
    }

    @Test
    void callback_ofAMegabyteOfRubbish_isThankedAtOnce() {
        // Given
        String id = jobs.accept("[[sandbox:task=endless]]");
        URI address = jobs.address(id);
        byte[] rubbish = new byte[3 << 20];
        jobs.call(address, "{}");
        Instant began = Instant.now();

        // When
        List<Integer> statuses = List.of(
                jobs.call(address, BodyPublishers.ofByteArray(rubbish)),
                jobs.call(address, "[".repeat(60_000)),
                jobs.call(address, ""),
                jobs.call(address, "null"),
                jobs.call(address, "{\"task_id\":{\"a\":1},\"data\":\"x\"}"));

        // Then
        Duration taken = Duration.between(began, Instant.now());
        System.out.println("3 MiB and four other bodies answered within " + taken.toMillis() + " ms");
        assertThat(statuses).containsOnly(202);
        assertThat(taken).isLessThan(Duration.ofSeconds(2));
        assertThat(jobs.once(id, job -> true).status()).isEqualTo(Status.GENERATING);
    }

    @Test
    void callback_forAnEndedAndForADeletedJob_isThanked() {
        // Given
        String id = jobs.accept("");
        URI address = jobs.address(id);
        Job ended = jobs.once(id, Job::ended);

        // When
        int afterTheEnd = jobs.call(address, "{\"data\":{\"task_id\":\"another\",\"status\":\"failed\"}}");
        int version = jobs.once(id, job -> true).version();
        given().delete("/v1/jobs/" + id).then().statusCode(204);
        int afterDeletion = jobs.call(address, "{}");

        // Then
        assertThat(List.of(afterTheEnd, afterDeletion)).containsOnly(202);
        assertThat(version).isEqualTo(ended.version());
    }

    @Test
    void callback_beforeTheCreatesAnswer_isUsedWhenTheIdLands() throws Exception {
        // Given
        String task = jobs.strangeTask("[[sandbox:duration=1ms]]");
        String token = UUID.randomUUID().toString().replace("-", "");
        String id = jobs.accept("", "nobody");
        jobs.submitting(id, hash(token));
        int status = jobs.call(callbacks.resolve(token), "{\"task_id\":\"" + task + "\"}");

        // When
        Entry known = jobs.change(
                id,
                entry -> Change.to(entry.job()
                        .with(entry.job().attempt(1).started(task, null))
                        .become(new JobState.Generating(), Instant.now())));
        tracker.follow(known, null);

        // Then
        assertThat(status).isEqualTo(202);
        Job ended = jobs.once(id, Job::ended);
        assertThat(ended.status()).isEqualTo(Status.COMPLETED);
        assertThat(Duration.between(known.job().startedAt(), ended.endedAt())).isLessThan(BEFORE_ANY_LOOK);
    }

    @Test
    void candidate_ofAnUnconfirmedAttempt_isTakenWhenALookFindsItFitting() {
        // Given
        String id = jobs.accept("[[sandbox:create=cut]] [[sandbox:duration=1500ms]]");
        Job unconfirmed = jobs.once(id, job -> job.status() == Status.UNCONFIRMED);

        // When
        Job ended = jobs.once(id, job -> job.status() == Status.COMPLETED);

        // Then
        Attempt attempt = ended.attempt(1);
        assertThat(unconfirmed.attempt(1).taskId()).isNull();
        assertThat(attempt.taskId()).isNotNull();
        assertThat(attempt.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(ended.attempts()).hasSize(1);
        assertThat(jobs.requests(id)).hasSize(1);
    }

    @Test
    void candidate_thatDoesNotExistOrIsClaimed_isNotTaken() {
        // Given
        String other = jobs.accept("[[sandbox:task=endless]]");
        String claimed = jobs.once(other, job -> job.status() == Status.GENERATING)
                .attempt(1)
                .taskId();
        String id = jobs.accept("[[sandbox:create=hang]]");
        URI address = jobs.address(id);
        jobs.once(id, job -> job.status() == Status.UNCONFIRMED);

        // When
        jobs.call(address, new JsonObject().put("task_id", claimed).encode());
        jobs.once(other, job -> jobs.looks(claimed) > 0);
        jobs.call(address, "{\"data\":{\"task_id\":\"task-unified-none\"}}");
        jobs.once(id, job -> jobs.looks("task-unified-none") > 0);

        // Then
        assertThat(jobs.once(id, job -> true).status()).isEqualTo(Status.UNCONFIRMED);
        assertThat(jobs.once(id, job -> true).version()).isEqualTo(3);
    }

    @Test
    void candidate_heardWhileTheCreateWasUnderWay_isKeptUntilItIsUnconfirmed() {
        // Given
        String task = jobs.strangeTask("");
        String id = jobs.accept("[[sandbox:create=hang]]");
        URI address = jobs.address(id);

        // When
        int status = jobs.call(address, new JsonObject().put("task_id", task).encode());

        // Then
        assertThat(status).isEqualTo(202);
        assertThat(jobs.once(id, job -> job.status() == Status.COMPLETED)
                        .attempt(1)
                        .taskId())
                .isEqualTo(task);
    }

    @Test
    void metrics_afterCallbacks_holdNoToken() {
        // Given
        URI address = jobs.address(jobs.accept(""));
        String token = address.getPath().substring(address.getPath().lastIndexOf('/') + 1);

        // When
        jobs.call(address, "{}");

        // Then
        assertThat(given().get("/q/metrics").asString())
                .doesNotContain(token)
                .contains("/v1/callbacks/{provider}/{token}");
    }

    private static String hash(String token) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes()));
    }
}
