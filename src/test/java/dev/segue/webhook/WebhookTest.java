package dev.segue.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.job.Webhook;
import dev.segue.webhook.Receiver.Message;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Held.class)
class WebhookTest {

    @Inject
    ToldJobs jobs;

    @Test
    void events_asked_areToldAndNoOthers() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            // Given
            String id = jobs.accept(
                    "anonymous",
                    Webhook.to(URI.create(receiver.url()), List.of("job.submitting", "job.cancelled"), null));

            // When
            jobs.change(id, job -> job.become(new JobState.Submitting(), Instant.now()))
                    .await()
                    .indefinitely();
            jobs.change(id, job -> job.become(new JobState.Generating(), Instant.now()))
                    .await()
                    .indefinitely();
            jobs.cancel(id);
            jobs.change(id, Job::amended).await().indefinitely();

            // Then
            receiver.await(2);
            assertThat(jobs.deliveries(id))
                    .extracting(delivery -> delivery.getString("event"))
                    .containsExactly("job.submitting", "job.cancelled");
            assertThat(receiver.messages())
                    .extracting(message -> new JsonObject(message.body()).getString("type"))
                    .containsExactlyInAnyOrder("job.submitting", "job.cancelled");
        }
    }

    @Test
    void delivery_refusedTwice_arrivesWithOneIdAndThreeTries() throws Exception {
        try (Receiver receiver = Receiver.answering(503, 503, 200)) {
            // Given
            String id = jobs.accept(receiver.url());

            // When
            jobs.cancel(id);

            // Then
            List<Message> messages = receiver.await(3);
            for (Message message : messages) {
                message.verify(Held.SECRET);
            }
            assertThat(messages)
                    .extracting(Message::id)
                    .containsOnly(messages.get(0).id());
            JsonObject delivery = jobs.delivery(id, "delivered");
            assertThat(delivery.getJsonArray("tries").stream().map(made -> ((JsonObject) made).getInteger("status")))
                    .containsExactly(503, 503, 200);
        }
    }

    @Test
    void delivery_answeredGone_isStopped() throws Exception {
        try (Receiver receiver = Receiver.answering(410)) {
            // Given
            String id = jobs.accept(receiver.url());

            // When
            jobs.cancel(id);

            // Then
            assertThat(jobs.delivery(id, "stopped").getJsonArray("tries")).hasSize(1);
        }
    }

    @Test
    void delivery_neverTaken_failsWhenTheScheduleIsOver() throws Exception {
        try (Receiver receiver = Receiver.answering(400)) {
            // Given
            String id = jobs.accept(receiver.url());

            // When
            jobs.cancel(id);

            // Then
            assertThat(jobs.delivery(id, "failed").getJsonArray("tries")).hasSize(4);
            assertThat(receiver.messages()).hasSize(4);
        }
    }

    @Test
    void delivery_askedToWait_waits() throws Exception {
        try (Receiver receiver = new Receiver((n, response, vertx) -> response.setStatusCode(n == 0 ? 503 : 200)
                .putHeader("Retry-After", "2")
                .end())) {
            // Given
            String id = jobs.accept(receiver.url());

            // When
            jobs.cancel(id);

            // Then
            List<Message> messages = receiver.await(2);
            assertThat(Duration.ofNanos(
                            messages.get(1).nanos() - messages.get(0).nanos()))
                    .isGreaterThan(Duration.ofMillis(1900));
        }
    }

    @Test
    void delivery_redirected_isNotFollowed() throws Exception {
        try (Receiver elsewhere = Receiver.answering(200);
                Receiver receiver = new Receiver((n, response, vertx) -> response.setStatusCode(n == 0 ? 307 : 200)
                        .putHeader("Location", elsewhere.url())
                        .end())) {
            // Given
            String id = jobs.accept(receiver.url());

            // When
            jobs.cancel(id);

            // Then
            assertThat(jobs.delivery(id, "delivered")
                            .getJsonArray("tries")
                            .getJsonObject(0)
                            .getInteger("status"))
                    .isEqualTo(307);
            assertThat(elsewhere.messages()).isEmpty();
        }
    }
}
