package dev.segue.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HmacTest {

    private final Hmac hmac = new Hmac("key".getBytes(StandardCharsets.UTF_8));

    @Test
    void sign_knownTextAndKey_isThePublishedSignature() {
        // When
        String signature = hmac.sign("The quick brown fox jumps over the lazy dog");

        // Then
        assertThat(signature).isEqualTo("97yD9DBThCSxMpjmqm-xQ-9NWaFJRhdZl0edvC0aPNg");
    }

    @Test
    void verify_otherTextSignatureOrKey_isRefused() {
        // Given
        String signature = hmac.sign("text");

        // When
        boolean right = hmac.verify("text", signature);

        // Then
        assertThat(right).isTrue();
        assertThat(hmac.verify("texT", signature)).isFalse();
        assertThat(hmac.verify("text", signature + "A")).isFalse();
        assertThat(hmac.verify("text", "ä")).isFalse();
        assertThat(new Hmac(new byte[] {1}).verify("text", signature)).isFalse();
    }
}
