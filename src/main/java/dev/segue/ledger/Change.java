package dev.segue.ledger;

import dev.segue.job.Job;
import java.time.Duration;

/**
 * What somebody wants to become of a job.
 *
 * @param next the job afterwards, its version one higher
 * @param queueFor the provider to wait for from now on, or {@code null} to leave it
 * @param delay how long it must not be dispatched
 * @param owner who follows it from now on, or {@code null} to leave it
 * @param callerSlot its place among its caller's jobs in flight, which it takes, or {@code null} where the caller has no limit
 * @param slot the slot that the latest attempt takes, or {@code null} where the provider has no limit
 * @param callbackTokenHash of the token with which the latest attempt may be called back, in hex, or {@code null}
 */
public record Change(
        Job next,
        String queueFor,
        Duration delay,
        String owner,
        Integer callerSlot,
        Integer slot,
        String callbackTokenHash) {

    public static Change to(Job next) {
        return new Change(next, null, Duration.ZERO, null, null, null, null);
    }

    public Change waitingFor(String provider, Duration atLeast) {
        return new Change(next, provider, atLeast, owner, callerSlot, slot, callbackTokenHash);
    }

    public Change ownedBy(String replica) {
        return new Change(next, queueFor, delay, replica, callerSlot, slot, callbackTokenHash);
    }

    public Change taking(Integer number) {
        return new Change(next, queueFor, delay, owner, callerSlot, number, callbackTokenHash);
    }

    public Change inFlightAs(Integer number) {
        return new Change(next, queueFor, delay, owner, number, slot, callbackTokenHash);
    }

    public Change calledBackBy(String tokenHash) {
        return new Change(next, queueFor, delay, owner, callerSlot, slot, tokenHash);
    }
}
