package dev.segue.events;

import dev.segue.job.Job;

/** What a caller hears of all its jobs. */
public sealed interface CallerEvent {

    /** Changes may have been missed: the given position is none that can be gone on from. */
    record Gap() implements CallerEvent {}

    /** A job as it was at one version. */
    record Change(Cursor cursor, Job job) implements CallerEvent, Feed.Positioned<Cursor> {

        @Override
        public Cursor position() {
            return cursor;
        }
    }
}
