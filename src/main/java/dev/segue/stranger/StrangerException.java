package dev.segue.stranger;

/**
 * Why a stranger gave us nothing. The message names the host at most: paths and queries of signed addresses are secrets, and Vert.x writes
 * them into its own messages, so no cause is kept either.
 */
public abstract sealed class StrangerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StrangerException(String message) {
        super(message, null, false, false);
    }

    /** We will not call this address, now or later. */
    public static final class Refused extends StrangerException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** No connection, no answer in time, or an answer that broke off: nothing is known, a later call may succeed. */
    public static final class NoAnswer extends StrangerException {
        private static final long serialVersionUID = 1L;

        NoAnswer(String host, Throwable cause) {
            this(host, cause.getClass().getSimpleName());
        }

        NoAnswer(String host, String what) {
            super("no whole answer from " + host + ": " + what);
        }
    }

    /** An answer, but not the one that was asked for. */
    public static final class Status extends StrangerException {
        private static final long serialVersionUID = 1L;

        private final int code;

        Status(String host, int code) {
            super(host + " answered " + code);
            this.code = code;
        }

        /** The HTTP status; a redirect here is one without an end. */
        public int code() {
            return code;
        }
    }
}
