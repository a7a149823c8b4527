package dev.segue.sandbox.audio;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs paths until a time, the way object stores do; whoever re-encodes such an address breaks it. */
final class Signer {

    static final Duration VALID = Duration.ofHours(1);

    private final SecretKeySpec key =
            new SecretKeySpec(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII), "HmacSHA1");
    private final Clock clock;

    Signer(Clock clock) {
        this.clock = clock;
    }

    String sign(String path, Duration valid) {
        long expires = clock.instant().plus(valid).getEpochSecond();
        return path + "?Expires=" + expires + "&Signature="
                + URLEncoder.encode(signature(path, String.valueOf(expires)), StandardCharsets.UTF_8);
    }

    boolean expired(String expires) {
        return Long.parseLong(expires) <= clock.instant().getEpochSecond();
    }

    boolean valid(String path, String expires, String signature) {
        return expires != null
                && expires.matches("\\d{1,12}")
                && signature(path, expires).equals(signature);
    }

    private String signature(String path, String expires) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(key);
            byte[] signed = mac.doFinal((path + '\n' + expires).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA1", impossible);
        }
    }
}
