package dev.segue.job;

import static dev.segue.job.Status.CANCELLED;
import static dev.segue.job.Status.COMPLETED;
import static dev.segue.job.Status.FAILED;
import static dev.segue.job.Status.GENERATING;
import static dev.segue.job.Status.QUEUED;
import static dev.segue.job.Status.REVOKED;
import static dev.segue.job.Status.STORING;
import static dev.segue.job.Status.SUBMITTING;
import static dev.segue.job.Status.UNCONFIRMED;

import java.util.EnumSet;
import java.util.Set;

/** The state of a job: who moves it on, what a crash leaves, and where it may go. */
public sealed interface JobState {

    Status status();

    /** The states that may follow. */
    Set<Status> next();

    /** Durable, waiting for a slot. Dispatch moves it on; a crash changes nothing. */
    record Queued() implements JobState {
        @Override
        public Status status() {
            return QUEUED;
        }

        @Override
        public Set<Status> next() {
            return EnumSet.of(SUBMITTING, FAILED, CANCELLED, UNCONFIRMED);
        }
    }

    /**
     * The intent is durable and the paid call is being made. Dispatch moves it on with the answer; after a crash nobody knows
     * whether the call went out, so it becomes {@link Unconfirmed} and is never declared unsent.
     */
    record Submitting() implements JobState {
        @Override
        public Status status() {
            return SUBMITTING;
        }

        @Override
        public Set<Status> next() {
            return EnumSet.of(QUEUED, GENERATING, FAILED, CANCELLED, UNCONFIRMED);
        }
    }

    /** The provider has it and its task id is durable. Tracking moves it on; after a crash whoever takes it over looks on. */
    record Generating() implements JobState {
        @Override
        public Status status() {
            return GENERATING;
        }

        @Override
        public Set<Status> next() {
            return EnumSet.of(QUEUED, STORING, FAILED, CANCELLED);
        }
    }

    /** Finished at the provider; the audio is being copied. Tracking moves it on; after a crash it is copied again. */
    record Storing() implements JobState {
        @Override
        public Status status() {
            return STORING;
        }

        @Override
        public Set<Status> next() {
            return EnumSet.of(COMPLETED, FAILED, CANCELLED);
        }
    }

    /** Every audio file is here. Only late moderation moves it on. */
    record Completed() implements JobState {
        @Override
        public Status status() {
            return COMPLETED;
        }

        @Override
        public Set<Status> next() {
            return EnumSet.of(REVOKED);
        }
    }

    /** Ended without a song. */
    record Failed(JobError error) implements JobState {
        @Override
        public Status status() {
            return FAILED;
        }

        @Override
        public Set<Status> next() {
            return Set.of();
        }
    }

    /** Given up by the caller. A task that runs on at the provider is still followed, for its cost and its slot. */
    record Cancelled() implements JobState {
        @Override
        public Status status() {
            return CANCELLED;
        }

        @Override
        public Set<Status> next() {
            return Set.of();
        }
    }

    /** The create may have arrived and may be billed; it is never sent again. Reconciliation, or a late answer, may move it on. */
    record Unconfirmed(JobError error) implements JobState {
        @Override
        public Status status() {
            return UNCONFIRMED;
        }

        @Override
        public Set<Status> next() {
            return EnumSet.of(GENERATING, STORING, COMPLETED, FAILED);
        }
    }

    /** Completed, then moderated by the provider; the audio is withdrawn. */
    record Revoked() implements JobState {
        @Override
        public Status status() {
            return REVOKED;
        }

        @Override
        public Set<Status> next() {
            return Set.of();
        }
    }

    /** The state that a stored job is in. */
    static JobState of(Status status, JobError error) {
        return switch (status) {
            case QUEUED -> new Queued();
            case SUBMITTING -> new Submitting();
            case GENERATING -> new Generating();
            case STORING -> new Storing();
            case COMPLETED -> new Completed();
            case FAILED -> new Failed(error);
            case CANCELLED -> new Cancelled();
            case UNCONFIRMED -> new Unconfirmed(error);
            case REVOKED -> new Revoked();
        };
    }
}
