package dev.segue.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What our caller asked for, at one version. A value: every change makes another one, and none is true before the ledger has
 * taken it.
 *
 * @param version counts the durable changes, from 1
 * @param provider who has it, or had it last; {@code null} before the first attempt
 * @param startedAt of the first attempt
 */
public record Job(
        String id,
        Status status,
        int version,
        String model,
        String provider,
        String title,
        String user,
        Map<String, Object> metadata,
        List<AudioFile> audio,
        JobError error,
        Cost cost,
        List<Attempt> attempts,
        Instant createdAt,
        Instant startedAt,
        Instant endedAt,
        Instant deadlineAt) {

    public Job {
        audio = audio == null ? List.of() : List.copyOf(audio);
        attempts = attempts == null ? List.of() : List.copyOf(attempts);
    }

    /** A job as it begins: queued, at version 1. */
    public static Job queued(
            String id,
            String model,
            String title,
            String user,
            Map<String, Object> metadata,
            Instant createdAt,
            Instant deadlineAt) {
        return new Job(
                id,
                Status.QUEUED,
                1,
                model,
                null,
                title,
                user,
                metadata,
                List.of(),
                null,
                null,
                List.of(),
                createdAt,
                null,
                null,
                deadlineAt);
    }

    @JsonIgnore
    public JobState state() {
        return JobState.of(status, error);
    }

    @JsonIgnore
    public boolean ended() {
        return status.ended();
    }

    /** Whether something of it still runs: a call, a task or a copy. Somebody must follow it, ended or not. */
    @JsonIgnore
    public boolean busy() {
        return switch (status) {
            case SUBMITTING, GENERATING, STORING -> true;
            default -> attempts.stream().anyMatch(Attempt::running);
        };
    }

    /** Whether nobody knows what came of its latest attempt, so that somebody must say so. A job that has ended otherwise may be. */
    @JsonIgnore
    public boolean unconfirmed() {
        return !attempts.isEmpty() && lastAttempt().outcome() == Outcome.UNCONFIRMED;
    }

    /** Whether any attempt may have been paid for. */
    @JsonIgnore
    public boolean maybeStarted() {
        return attempts.stream().anyMatch(Attempt::maybeStarted);
    }

    /** The attempt with that number. */
    public Attempt attempt(int number) {
        return attempts.get(number - 1);
    }

    /** The latest attempt, or {@code null} before the first. */
    @JsonIgnore
    public Attempt lastAttempt() {
        return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
    }

    /**
     * The job in its next state.
     *
     * @throws IllegalMoveException if the present state does not lead there
     */
    public Job become(JobState next, Instant now) {
        if (!state().next().contains(next.status())) {
            throw new IllegalMoveException(status, next.status());
        }
        JobError why = next instanceof JobState.Failed failed
                ? failed.error()
                : next instanceof JobState.Unconfirmed unconfirmed ? unconfirmed.error() : null;
        return copy(
                next.status(), version + 1, audio, why, attempts, next.status().ended() ? now : null);
    }

    /** The job with more known of it, its state unchanged: how an attempt ended after the job had. */
    public Job amended() {
        return copy(status, version + 1, audio, error, attempts, endedAt);
    }

    /** The job with the attempt added, or put in the place of the one with its number. */
    public Job with(Attempt attempt) {
        List<Attempt> all = new ArrayList<>(attempts);
        if (attempt.number() > all.size()) {
            all.add(attempt);
        } else {
            all.set(attempt.number() - 1, attempt);
        }
        return copy(status, version, audio, error, all, endedAt);
    }

    public Job with(List<AudioFile> files) {
        return copy(status, version, files, error, attempts, endedAt);
    }

    private Job copy(
            Status newStatus,
            int newVersion,
            List<AudioFile> newAudio,
            JobError newError,
            List<Attempt> newAttempts,
            Instant newEnd) {
        Attempt last = newAttempts.isEmpty() ? null : newAttempts.get(newAttempts.size() - 1);
        return new Job(
                id,
                newStatus,
                newVersion,
                model,
                last == null ? provider : last.provider(),
                title,
                user,
                metadata,
                newAudio,
                newError,
                Cost.sum(newAttempts.stream()
                        .map(Attempt::cost)
                        .filter(Objects::nonNull)
                        .toList()),
                newAttempts,
                createdAt,
                newAttempts.isEmpty() ? null : newAttempts.get(0).startedAt(),
                newEnd,
                deadlineAt);
    }
}
