package dev.segue.ledger;

import dev.segue.job.Job;
import dev.segue.job.Status;

/**
 * Fired in this process, after the commit, for each change that this replica made. Observers are quick and never fail: the
 * rows are the truth, and whoever misses this catches up from them.
 *
 * @param was the job before, {@code null} for one that has just begun
 * @param toTell whether the caller's server is to be told of it
 */
public record JobMoved(Entry entry, Job was, boolean toTell) {

    /** {@code null} for a job that has just begun. */
    public Status before() {
        return was == null ? null : was.status();
    }
}
