package dev.segue.budget;

import java.math.BigDecimal;

/** Whether there is room for one more job. */
public sealed interface Room {

    record Enough() implements Room {}

    /** @param left of the caller's budget of the month, in USD */
    record OverBudget(BigDecimal left) implements Room {}

    /** What everybody's jobs of the month may cost would be exceeded. */
    record OverCap() implements Room {}

    record QueueFull() implements Room {}
}
