package dev.segue.dialect;

import dev.segue.access.Refusal;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Ends a dialect's request with an error in the shape of the API that was asked. The message is for the caller's eyes. */
public final class DialectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public DialectException(int status, String message) {
        this(status, message, Map.of());
    }

    public DialectException(int status, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.refusal = new Refusal(status, title(status), message, headers);
    }

    public static DialectException notFound(String what) {
        return new DialectException(404, what + " not found");
    }

    public int status() {
        return refusal.status();
    }

    Refusal refusal() {
        return refusal;
    }

    /** The status in words. */
    static String title(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }
}
