package dev.segue.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** In APIDot's words, where an unconfirmed task may still be found for some minutes. */
@QuarkusTest
@TestProfile(Held.class)
class MessageFormatTest {

    private static final JobError LOST = new JobError(JobError.Code.UNCONFIRMED, "Lost.", false);

    @Inject
    ToldJobs jobs;

    @Test
    void message_inAFormat_hasItsWordsAndOurSignature() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            // Given
            String id = accept(receiver);

            // When
            jobs.cancel(id);

            // Then
            Receiver.Message message = receiver.await(1).get(0);
            JsonObject body = new JsonObject(message.body());
            assertThat(message.id()).startsWith("msg_");
            assertThat(message.headers().get("webhook-signature")).startsWith("v1,");
            assertThat(body.getInteger("code")).isEqualTo(200);
            assertThat(body.getJsonObject("data").getString("task_id")).isEqualTo(id);
            assertThat(body.getJsonObject("data").getString("status")).isEqualTo("failed");
        }
    }

    @Test
    void message_thatItIsTooEarlyFor_isHeldBackAndCountsNoTry() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            // Given
            String id = accept(receiver);

            // When
            unconfirmed(id, Instant.now());

            // Then
            JsonObject held = heldBack(id);
            assertThat(held.getString("event")).isEqualTo("job.unconfirmed");
            assertThat(held.getJsonArray("tries")).isEmpty();
            assertThat(receiver.messages()).isEmpty();
        }
    }

    @Test
    void message_heldBackAndOvertaken_isWithdrawn() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            // Given
            String id = accept(receiver);
            unconfirmed(id, Instant.now());
            String delivery = heldBack(id).getString("id");
            change(id, job -> job.with(job.attempt(1).started("task-" + id, null))
                    .become(new JobState.Generating(), Instant.now()));

            // When
            given().post("/v1/webhook-deliveries/" + delivery + "/redeliver")
                    .then()
                    .statusCode(202);

            // Then
            until(() -> jobs.deliveries(id), List::isEmpty);
            assertThat(receiver.messages()).isEmpty();
        }
    }

    @Test
    void message_ofATaskThatIsNotLookedForAnyMore_tellsThatItMayHaveBeenBilled() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            // Given
            String id = accept(receiver);

            // When
            unconfirmed(id, Instant.now().minusSeconds(600));

            // Then
            JsonObject data = new JsonObject(receiver.await(1).get(0).body()).getJsonObject("data");
            assertThat(data.getString("status")).isEqualTo("failed");
            assertThat(data.getString("error_message")).contains("may have been billed");
        }
    }

    private String accept(Receiver receiver) {
        return jobs.accept(
                "anonymous", Webhook.to(URI.create(receiver.url()), null, null).in("apidot"));
    }

    private void unconfirmed(String id, Instant started) {
        change(id, job -> job.with(Attempt.intended(1, "apidot", null, started))
                .become(new JobState.Submitting(), started));
        change(id, job -> job.with(
                        job.attempt(1).ended(Outcome.UNCONFIRMED, LOST, started).costing(Cost.UNKNOWN))
                .become(new JobState.Unconfirmed(LOST), started));
    }

    private void change(String id, Function<Job, Job> next) {
        jobs.change(id, next).await().atMost(Duration.ofSeconds(10));
    }

    /** The job's only delivery, once it was looked at and put off: for less than a try's lease is. */
    private JsonObject heldBack(String id) {
        return until(() -> jobs.deliveries(id).get(0), delivery -> {
            Duration left = Duration.between(
                    Instant.now(),
                    OffsetDateTime.parse(delivery.getString("next_try_at")).toInstant());
            return left.toSeconds() >= 5 && left.toSeconds() < 10;
        });
    }

    private static <T> T until(Supplier<T> ask, Predicate<T> right) {
        return Uni.createFrom()
                .item(ask)
                .repeat()
                .withDelay(Duration.ofMillis(100))
                .indefinitely()
                .filter(right)
                .toUni()
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
