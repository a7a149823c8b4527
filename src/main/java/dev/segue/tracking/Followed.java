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
 */
record Followed(
        String jobId, int attempt, Task task, String model, Instant startedAt, TaskState told, int failures) {

    /** The task of the job's latest attempt. */
    static Followed of(Entry entry, String providerModel, TaskState told) {
        Job job = entry.job();
        Attempt attempt = job.lastAttempt();
        return new Followed(
                job.id(),
                attempt.number(),
                new Task(attempt.provider(), attempt.account(), providerModel, attempt.taskId()),
                job.model(),
                attempt.startedAt(),
                told,
                0);
    }

    Followed looked() {
        return new Followed(jobId, attempt, task, model, startedAt, null, 0);
    }

    Followed missed() {
        return new Followed(jobId, attempt, task, model, startedAt, null, failures + 1);
    }
}
