package dev.segue.api.problem;

import java.util.Map;

/** Ends a request with a problem. The detail is for the caller's eyes. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String slug;
    private final String title;
    private final transient Map<String, String> headers;

    /** @param slug the last part of the problem's type */
    public ProblemException(int status, String slug, String title, String detail) {
        this(status, slug, title, detail, Map.of());
    }

    public ProblemException(int status, String slug, String title, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.headers = headers;
    }

    /** Of something that is not there, or is another's. */
    public static ProblemException notFound(String what) {
        return new ProblemException(404, "not-found", "Not found", "There is no such " + what + ".");
    }

    int status() {
        return status;
    }

    String slug() {
        return slug;
    }

    String title() {
        return title;
    }

    Map<String, String> headers() {
        return headers;
    }
}
