package dev.segue.access.guard;

import dev.segue.access.Caller;

/**
 * Somebody whom we know.
 *
 * @param shown what told us, for the audit: the id of a key, else of the caller
 */
record Admitted(Caller caller, String shown) {

    static Admitted as(Caller caller) {
        return new Admitted(caller, caller.id());
    }
}
