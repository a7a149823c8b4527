package dev.segue.webhook;

import dev.segue.job.Job;
import dev.segue.job.Webhook;
import java.time.Instant;

/**
 * A claimed delivery: ours to try, for the length of its lease.
 *
 * @param destination where it queues: {@code host:port} of the receiver, a space and the caller
 * @param job as it was at the version told of
 * @param at when it got there
 * @param step the tries before this one
 * @param overtaken whether the job has got elsewhere since
 * @param traceparent of the span that accepted the job, or {@code null}
 */
record Delivery(
        String id,
        String destination,
        String caller,
        Webhook receiver,
        String event,
        Job job,
        Instant at,
        int step,
        boolean overtaken,
        String traceparent) {

    /** The same over all tries, so that a receiver can tell a repeat. */
    static String messageId(String id) {
        return "msg_" + id.substring(id.indexOf('_') + 1);
    }

    @Override
    public String toString() {
        return "Delivery[" + id + "]";
    }
}
