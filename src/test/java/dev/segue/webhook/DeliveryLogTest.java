package dev.segue.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.segue.job.Webhook;
import dev.segue.webhook.Receiver.Message;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Held.class)
class DeliveryLogTest {

    @Inject
    ToldJobs jobs;

    @Inject
    DeliveryLog log;

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

    @Test
    void delivery_ofACallerWithColonsInItsName_namesItsHost() throws Exception {
        try (Receiver host = Receiver.answering(204)) {
            // Given
            String caller = "https://issuer.example:8443/ of u-17";
            String job = jobs.accept(1, caller, host.url()).get(0);
            jobs.cancel(job);

            // When
            List<DeliveryView> found = log.ofJob(caller, job)
                    .await()
                    .atMost(Duration.ofSeconds(10))
                    .orElseThrow();

            // Then
            assertThat(found).extracting(DeliveryView::host).containsExactly("127.0.0.1");
        }
    }
}
