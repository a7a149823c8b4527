package dev.segue.access.guard;

import dev.segue.access.Caller;

/**
 * Somebody whom we know.
 *
 * @param keyId of the key that told us, or {@code null} if nothing did that can be revoked
 */
record Admitted(Caller caller, String keyId) {

    static Admitted as(Caller caller) {
        return new Admitted(caller, null);
    }
}
