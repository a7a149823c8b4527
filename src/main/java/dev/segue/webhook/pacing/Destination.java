package dev.segue.webhook.pacing;

import java.time.Duration;

/**
 * What one caller has at one {@code host:port}: how many tries may be under way there, and a breaker. What is due there while
 * the breaker is open waits where it is and loses no try; then one delivery goes ahead, and the others follow if it arrives.
 */
final class Destination {

    /** The room that must be free before more is claimed, where more is waiting: fewer claims, each worth while. */
    private static final int WORTH_A_CLAIM = 16;

    private static final int FAILURES = 5;

    private final long delayNanos;
    private int underWay;
    private int failures;
    private long closedUntilNanos;
    private boolean more;

    Destination(Duration delay) {
        this.delayNanos = delay.toNanos();
    }

    /** How many more may be sent there now. */
    synchronized int room(long nanos) {
        if (failures < FAILURES) {
            return Destinations.SHARE - underWay;
        }
        return underWay == 0 && nanos - closedUntilNanos >= 0 ? 1 : 0;
    }

    /** @param offered what {@link #room} said when they were claimed: if all of it was used, there may be more */
    synchronized void began(int number, int offered) {
        underWay += number;
        more = number >= offered;
    }

    /** @return whether something may be waiting for the room that this leaves */
    synchronized boolean ended(boolean away, long nanos) {
        underWay--;
        if (away) {
            failures++;
            closedUntilNanos = nanos + delayNanos;
        } else {
            more |= failures >= FAILURES; // whoever waited for the breaker
            failures = 0;
        }
        return more && underWay <= Destinations.SHARE - WORTH_A_CLAIM;
    }

    /** Whether nothing is known of it that a new one would not say too, or nobody has asked for it for long. */
    synchronized boolean forgettable(long nanos) {
        return underWay == 0 && (failures == 0 || nanos - closedUntilNanos > 10 * delayNanos);
    }
}
