package dev.segue.trace;

import io.opentelemetry.api.trace.SpanKind;

/**
 * A step in the life of a job.
 *
 * @param name one of few: what is done, never to whom
 * @param traceparent what it is part of (W3C Trace Context), or {@code null}
 * @param provider whom it has to do with, or {@code null}
 */
public record Step(String name, SpanKind kind, String traceparent, String jobId, String provider) {

    /** A request of a caller's is served. */
    public static Step served(String name, String traceparent, String jobId) {
        return new Step(name, SpanKind.SERVER, traceparent, jobId, null);
    }

    /** Somebody else is called. */
    public static Step calling(String name, String traceparent, String jobId, String provider) {
        return new Step(name, SpanKind.CLIENT, traceparent, jobId, provider);
    }
}
