package dev.segue.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.job.Webhook;
import dev.segue.webhook.Receiver.Message;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Held.class)
class WebhookTest {

    @Inject
    ToldJobs jobs;

    @Test
    void delivery_readByAnotherLibrary_verifiesWithTheSecretAndTheOneBefore() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            // Given
            String id = jobs.accept(receiver.url());

            // When
            jobs.cancel(id);

            // Then
            Message message = receiver.await(1).get(0);
            message.verify(Held.SECRET);
            message.verify(Held.PREVIOUS);
            assertThatCode(() -> message.verify(Held.OF_A_CALLER)).isInstanceOf(WebhookVerificationException.class);
            JsonObject body = new JsonObject(message.body());
            assertThat(body.fieldNames()).containsExactly("type", "timestamp", "data");
            assertThat(body.getString("type")).isEqualTo("job.cancelled");
            assertThat(Instant.parse(body.getString("timestamp"))).isBeforeOrEqualTo(Instant.now());
            JsonObject data = body.getJsonObject("data");
            assertThat(data.getString("id")).isEqualTo(id);
            assertThat(data.getString("status")).isEqualTo("cancelled");
            assertThat(data.getInteger("version")).isEqualTo(2);
            assertThat(data.getJsonObject("links").getString("self")).isEqualTo("https://segue.example/v1/jobs/" + id);
        }
    }

    @Test
    void delivery_withAKeyPair_verifiesWithThePublishedKey() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            // Given
            String key = given().get("/v1/webhook-keys")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("data[0].key");
            String id = jobs.accept(receiver.url());

            // When
            jobs.cancel(id);

            // Then
            Message message = receiver.await(1).get(0);
            assertThat(key).startsWith("whpk_");
            Signature verifier = Signature.getInstance("Ed25519");
            byte[] point = Base64.getDecoder().decode(key.substring(5));
            verifier.initVerify(KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(HexFormat.of()
                            .parseHex(
                                    "302a300506032b6570032100" + HexFormat.of().formatHex(point)))));
            verifier.update((message.id() + "." + message.headers().get("webhook-timestamp") + "." + message.body())
                    .getBytes(StandardCharsets.UTF_8));
            String signature = Arrays.stream(
                            message.headers().get("webhook-signature").split(" "))
                    .filter(one -> one.startsWith("v1a,"))
                    .collect(Collectors.joining());
            assertThat(verifier.verify(Base64.getDecoder().decode(signature.substring(4))))
                    .isTrue();
        }
    }

    @Test
    void delivery_secretOfJobOrCaller_goesBeforeTheGeneralOne() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            // Given
            String own = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
            Webhook ofJob = Webhook.to(URI.create(receiver.url()), null, own);
            Webhook plain = Webhook.to(URI.create(receiver.url()), null, null);

            // When
            jobs.cancel(jobs.accept("shop", ofJob));
            receiver.await(1);
            jobs.cancel(jobs.accept("shop", plain));

            // Then
            List<Message> messages = receiver.await(2);
            messages.get(0).verify(own);
            messages.get(1).verify(Held.OF_A_CALLER);
        }
    }

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

    @Test
    void deliveries_asked_areInTheShapeOfTheContract() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            // Given
            String id = jobs.accept(receiver.url());
            jobs.cancel(id);
            jobs.delivery(id, "delivered");

            // When
            Map<String, Object> delivery = given().get("/v1/webhook-deliveries?job=" + id)
                    .then()
                    .statusCode(200)
                    .body("data.size()", equalTo(1))
                    .extract()
                    .path("data[0]");

            // Then
            assertThat(delivery.keySet())
                    .containsExactly("id", "webhook_id", "job", "event", "host", "status", "tries", "next_try_at");
            assertThat((String) delivery.get("id")).startsWith("whd_");
            assertThat(delivery)
                    .containsEntry("webhook_id", receiver.messages().get(0).id())
                    .containsEntry("job", id)
                    .containsEntry("event", "job.cancelled")
                    .containsEntry("host", "127.0.0.1")
                    .containsEntry("status", "delivered")
                    .containsEntry("next_try_at", null);
            Map<?, ?> made = (Map<?, ?>) ((List<?>) delivery.get("tries")).get(0);
            assertThat(made.keySet()).asString().isEqualTo("[at, status, error, duration_ms]");
        }
    }

    @Test
    void redeliver_delivered_comesAgainUnderItsId() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            // Given
            String id = jobs.accept(receiver.url());
            jobs.cancel(id);
            String delivery = jobs.delivery(id, "delivered").getString("id");

            // When
            given().post("/v1/webhook-deliveries/" + delivery + "/redeliver")
                    .then()
                    .statusCode(202)
                    .body("status", equalTo("pending"))
                    .body("webhook_id", matchesPattern("msg_.+"));

            // Then
            List<Message> messages = receiver.await(2);
            assertThat(messages.get(1).id()).isEqualTo(messages.get(0).id());
            assertThat(jobs.delivery(id, "delivered").getJsonArray("tries")).hasSize(2);
        }
    }

    @Test
    void deliveries_ofAnotherCallerOrNobody_doNotExist() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            // Given
            String id = jobs.accept("shop", Webhook.to(URI.create(receiver.url()), null, null));
            jobs.cancel(id);
            String delivery = jobs.delivery(id, "delivered").getString("id");

            // Then
            given().get("/v1/webhook-deliveries?job=" + id).then().statusCode(404);
            given().get("/v1/webhook-deliveries?job=job_none").then().statusCode(404);
            given().get("/v1/webhook-deliveries").then().statusCode(400);
            given().post("/v1/webhook-deliveries/" + delivery + "/redeliver")
                    .then()
                    .statusCode(404);
            given().post("/v1/webhook-deliveries/whd_none/redeliver").then().statusCode(404);
            assertThat(receiver.messages()).hasSize(1);
        }
    }

    @Test
    void job_deleted_takesItsDeliveriesWithIt() throws Exception {
        try (Receiver receiver = Receiver.answering(503)) {
            // Given
            String id = jobs.accept(receiver.url());
            jobs.cancel(id);
            receiver.await(1);

            // When
            given().delete("/v1/jobs/" + id).then().statusCode(204);

            // Then
            assertThat(jobs.deliveries(id)).isEmpty();
        }
    }
}
