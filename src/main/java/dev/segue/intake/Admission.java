package dev.segue.intake;

import dev.segue.ledger.Entry;
import java.math.BigDecimal;
import java.time.Duration;

/** What came of a request that was right. */
public sealed interface Admission {

    /** The job is durable and waits. */
    record New(Entry entry) implements Admission {}

    /** The same is being made for the caller: this is its job. */
    record Joined(Entry entry) implements Admission {}

    /**
     * A repeat of an earlier request.
     *
     * @param entry the job as it is now
     * @param status the HTTP status of the first answer
     */
    record Replayed(Entry entry, int status) implements Admission {}

    /** A repeat of an earlier request whose job was deleted. */
    record Gone() implements Admission {}

    /** The key was used with another request. */
    record KeyReused() implements Admission {}

    /** The first request with this key is being let in at this moment. */
    record StillWriting() implements Admission {}

    /**
     * The budget of the month would not cover it.
     *
     * @param left of the caller's, in USD, or {@code null} where it is what the operator allows for all callers together
     */
    record OverBudget(BigDecimal left) implements Admission {}

    /**
     * As many of the caller's jobs wait already as may, or it would wait for longer than it may.
     *
     * @param most of the caller's jobs may wait, or {@code null} if it is the wait that is too long
     */
    record QueueFull(Integer most, Duration retryAfter) implements Admission {}
}
