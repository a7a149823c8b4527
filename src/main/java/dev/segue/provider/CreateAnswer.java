package dev.segue.provider;

import java.math.BigDecimal;
import java.time.Duration;

/** What came of a create call. The whole question is whether something may now run and be billed. */
public sealed interface CreateAnswer {

    /**
     * What a create took, as the provider reported it.
     *
     * @param amount in US dollars, or {@code null} if it named credits only
     * @param credits in the provider's own unit, or {@code null}
     */
    record Usage(BigDecimal amount, Long credits) {}

    /**
     * The provider has it.
     *
     * @param taskId never blank
     * @param usage what the provider says it took, or {@code null}
     * @param state what the answer itself says of the task; often it has already ended
     */
    record Started(String taskId, Usage usage, TaskState state) implements CreateAnswer {}

    /**
     * Certainly nothing was started, and the same call may do better later or elsewhere.
     *
     * @param retryAfter how long the provider asks to be left alone, or {@code null}
     */
    record NotStarted(Cause cause, String message, Duration retryAfter) implements CreateAnswer {

        public enum Cause {
            /** No connection was made: refused, name not found, TLS, connect timeout. */
            UNREACHABLE,
            /** The provider, or the account, has too much to do. */
            BUSY,
            /** The provider said that it is not available. */
            UNAVAILABLE,
            /** We did not call: its circuit breaker is open, or our own rate limit is used up. */
            HELD_BACK
        }
    }

    /**
     * Certainly nothing was started, and it would not be: the key or the account is at fault, not the request.
     *
     * @param accountOnly whether another account of the same provider may do better
     */
    record Barred(Cause cause, String message, boolean accountOnly) implements CreateAnswer {

        public enum Cause {
            UNAUTHORIZED,
            OUT_OF_CREDIT
        }
    }

    /** Certainly nothing was started: the provider refuses this request, and would refuse it again. */
    record Refused(boolean moderated, String message) implements CreateAnswer {}

    /** It may have arrived, and may run and be billed. Never sent again. */
    record Ambiguous(String message) implements CreateAnswer {}
}
