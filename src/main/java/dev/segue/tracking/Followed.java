package dev.segue.tracking;

import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.ledger.Entry;
import dev.segue.provider.Task;
import dev.segue.provider.TaskState;
import java.time.Instant;

/**
 * A task that this replica follows, or whose audio it still has to copy.
 *
 * @param told what is known of it without a look, or {@code null}
 * @param failures looks in a row that told nothing
 * @param callbackExpected whether the provider will probably tell of the end by itself
 * @param turn counts the steps of following: of two that differ in it, the later has overtaken the other
 * @param dueNanos when the next look is due, on the monotonic clock
 * @param traceparent of the span that accepted the job, or {@code null}
 * @param ending whether the end was seen and is being written down, with the audio copied: no look is of use then
 */
record Followed(
        String jobId,
        int attempt,
        Task task,
        String model,
        Instant startedAt,
        TaskState told,
        int failures,
        boolean callbackExpected,
        int turn,
        long dueNanos,
        String traceparent,
        boolean ending) {

    /** The task of the job's latest attempt. */
    static Followed of(Entry entry, String providerModel, TaskState told, boolean callbackExpected) {
        Job job = entry.job();
        Attempt attempt = job.lastAttempt();
        return new Followed(
                job.id(),
                attempt.number(),
                new Task(attempt.provider(), attempt.account(), providerModel, attempt.taskId()),
                job.model(),
                attempt.startedAt(),
                told,
                0,
                callbackExpected,
                0,
                0,
                entry.traceparent(),
                false);
    }

    Followed looked() {
        return next(0, callbackExpected, false);
    }

    Followed missed() {
        return next(failures + 1, callbackExpected, false);
    }

    /** Somebody says that it has ended: look, and rely on nobody to say so again. */
    Followed hinted() {
        return next(failures, false, false);
    }

    Followed end() {
        return next(failures, callbackExpected, true);
    }

    Followed dueAt(long nanos) {
        return new Followed(
                jobId,
                attempt,
                task,
                model,
                startedAt,
                told,
                failures,
                callbackExpected,
                turn,
                nanos,
                traceparent,
                ending);
    }

    private Followed next(int failed, boolean stillExpected, boolean atItsEnd) {
        return new Followed(
                jobId,
                attempt,
                task,
                model,
                startedAt,
                null,
                failed,
                stillExpected,
                turn + 1,
                dueNanos,
                traceparent,
                atItsEnd);
    }
}
