package dev.segue.events;

import dev.segue.job.Job;

/** A job as it was at one version. */
public record JobEvent(Job job) implements Feed.Positioned<Integer> {

    public int version() {
        return job.version();
    }

    @Override
    public Integer position() {
        return job.version();
    }
}
