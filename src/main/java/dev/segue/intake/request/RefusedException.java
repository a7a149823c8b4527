package dev.segue.intake.request;

import java.util.List;

/** The request is not let in. It cost nothing, and did not use up its key. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A small body can be wrong in thousands of places; the answer stays small. */
    private static final int MOST_FAULTS = 100;

    private final Reason reason;
    private final transient List<Fault> faults;

    public enum Reason {
        /** Not JSON, an unknown field, a wrong JSON type. */
        MALFORMED(400),
        TOO_LARGE(413),
        /** A value out of its bounds, or something missing. */
        INVALID(422),
        /** Right by itself, but no route accepts it. */
        NO_ROUTE(422);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /** As HTTP says it. */
        public int status() {
            return status;
        }
    }

    public RefusedException(Reason reason, String detail, List<Fault> faults) {
        super(detail, null, false, false);
        this.reason = reason;
        this.faults = faults.stream().limit(MOST_FAULTS).toList();
    }

    public static RefusedException malformed(String detail) {
        return new RefusedException(Reason.MALFORMED, detail, List.of());
    }

    public Reason reason() {
        return reason;
    }

    public List<Fault> faults() {
        return faults;
    }
}
