package dev.segue.signature;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as {@code v1}: HMAC-SHA256 with a secret that the receiver shares. */
public final class WebhookSecret implements WebhookSigner {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final SecretKeySpec key;

    private WebhookSecret(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** @throws IllegalArgumentException with a sentence that does not tell the text */
    public static WebhookSecret parse(String text) {
        byte[] key = Keys.decode(PREFIX, text);
        if (key.length < FEWEST_BYTES || key.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "must be " + PREFIX + " and " + FEWEST_BYTES + " to " + MOST_BYTES + " bytes in Base64");
        }
        return new WebhookSecret(key);
    }

    /** Of bytes that were made here. */
    public static WebhookSecret of(byte[] key) {
        return new WebhookSecret(key);
    }

    @Override
    public String sign(String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(WebhookSigner.content(id, timestamp, body)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }
}
