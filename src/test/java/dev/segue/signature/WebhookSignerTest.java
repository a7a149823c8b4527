package dev.segue.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignerTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    /** RFC 8032, 7.1, test 2. */
    private static final String RFC_SEED = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";

    private static final String RFC_PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

    @Test
    void secret_exampleOfTheSpecification_signsLikeIt() {
        // When
        String signature = WebhookSecret.parse(SECRET).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY);

        // Then
        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void secret_readByAnotherLibrary_verifies() throws Exception {
        // Given
        long now = Instant.now().getEpochSecond();

        // When
        String signature = WebhookSecret.parse(SECRET).sign("msg_1", now, BODY);

        // Then
        new Webhook(SECRET)
                .verify(
                        new String(BODY, StandardCharsets.UTF_8),
                        HttpHeaders.of(
                                Map.of(
                                        "webhook-id", List.of("msg_1"),
                                        "webhook-timestamp", List.of(Long.toString(now)),
                                        "webhook-signature", List.of(signature)),
                                (name, value) -> true));
    }

    @Test
    void signingKey_ofRfc8032_hasItsPublicKey() {
        // When
        WebhookSigningKey key = WebhookSigningKey.parse(whsk(RFC_SEED));

        // Then
        assertThat(key.publicKey())
                .isEqualTo("whpk_"
                        + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(RFC_PUBLIC)));
        assertThat(WebhookSigningKey.parse(whsk(RFC_SEED + RFC_PUBLIC)).publicKey())
                .isEqualTo(key.publicKey());
    }

    @Test
    void signingKey_signature_verifiesWithThePublicKey() throws Exception {
        // Given
        WebhookSigningKey key = WebhookSigningKey.parse(whsk(RFC_SEED));

        // When
        String signature = key.sign("msg_1", 1614265330, BODY);

        // Then
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(rfcPublicKey());
        verifier.update("msg_1.1614265330.".getBytes(StandardCharsets.UTF_8));
        verifier.update(BODY);
        assertThat(signature).startsWith("v1a,");
        assertThat(verifier.verify(Base64.getDecoder().decode(signature.substring(4))))
                .isTrue();
    }

    @Test
    void signingKey_halvesOfTwoKeys_isRefused() {
        // When
        String mixed = whsk(RFC_SEED + RFC_SEED);

        // Then
        assertThatThrownBy(() -> WebhookSigningKey.parse(mixed)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "whsec_AAAA",
                "whsec_no base64 at all, whatever",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            })
    void secret_thatIsNone_isRefusedWithoutBeingTold(String text) {
        // Then
        assertThatThrownBy(() -> WebhookSecret.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("AAAA")
                .hasMessageNotContaining("whatever");
    }

    private static String whsk(String hex) {
        return "whsk_" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    private static PublicKey rfcPublicKey() throws Exception {
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(
                        new X509EncodedKeySpec(HexFormat.of().parseHex("302a300506032b6570032100" + RFC_PUBLIC)));
    }
}
