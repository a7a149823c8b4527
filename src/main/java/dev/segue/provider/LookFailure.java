package dev.segue.provider;

import java.time.Duration;

/** We could not find out how a task is. None of these is a verdict on the task: look again later. */
public abstract sealed class LookFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LookFailure(String message) {
        super(message, null, false, false);
    }

    /** A provider's message is shown nowhere: it may quote the prompt. */
    public static final class NoAnswer extends LookFailure {
        private static final long serialVersionUID = 1L;
        private final transient Duration retryAfter;

        /** @param retryAfter how long the provider asks to be left alone, or {@code null} */
        public NoAnswer(String message, Duration retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The provider does not know the task, yet or any more. */
    public static final class NotFound extends LookFailure {
        private static final long serialVersionUID = 1L;

        public NotFound() {
            super("the provider does not know the task");
        }
    }

    /** The provider refuses to tell: a key was rotated, a balance ran out. The operator's matter. */
    public static final class Denied extends LookFailure {
        private static final long serialVersionUID = 1L;

        public Denied(int status) {
            super("the provider refused the look with status " + status);
        }
    }
}
