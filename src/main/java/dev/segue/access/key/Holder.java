package dev.segue.access.key;

import dev.segue.access.Caller;
import java.time.Instant;

/**
 * Who holds a key.
 *
 * @param keyId of the key that was shown
 * @param expiresAt of that key, or {@code null}
 */
public record Holder(String keyId, Caller caller, Instant expiresAt) {

    boolean holdsAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
