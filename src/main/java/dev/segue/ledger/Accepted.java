package dev.segue.ledger;

import dev.segue.budget.Room;

/** What came of taking a job in. */
public sealed interface Accepted {

    record New(Entry entry) implements Accepted {}

    /**
     * The caller's job with that shared key runs.
     *
     * @param jobId which may have ended by now
     */
    record Shared(String jobId) implements Accepted {}

    /**
     * The key was used before.
     *
     * @param fingerprint of the body that it was used with
     * @param jobId the job of then, which may have been deleted since
     * @param status the HTTP status of the first answer
     */
    record KeyUsed(String fingerprint, String jobId, int status) implements Accepted {}

    /**
     * Nothing was written, the key least of all.
     *
     * @param why never enough
     */
    record NoRoom(Room why) implements Accepted {}
}
