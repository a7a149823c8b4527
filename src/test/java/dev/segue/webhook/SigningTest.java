package dev.segue.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.exceptions.WebhookVerificationException;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Held.class)
class SigningTest {

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
}
