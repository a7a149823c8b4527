package dev.segue.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * One submission of a job to one provider. Whatever a create answers is written here, whatever has become of the job.
 *
 * @param number from 1
 * @param account the provider's account, or {@code null} where it has only one
 * @param taskId {@code null} until the provider named it
 * @param cost {@code null} if nothing was started
 */
public record Attempt(
        int number,
        String provider,
        String account,
        String taskId,
        Outcome outcome,
        JobError error,
        Cost cost,
        Instant startedAt,
        Instant endedAt) {

    public static Attempt intended(int number, String provider, String account, Instant now) {
        return new Attempt(number, provider, account, null, Outcome.RUNNING, null, null, now, null);
    }

    /** The provider has it. */
    public Attempt started(String task, Cost agreed) {
        return new Attempt(number, provider, account, task, Outcome.RUNNING, null, agreed, startedAt, null);
    }

    /** It ended without a song; what it cost so far stands. */
    public Attempt ended(Outcome how, JobError why, Instant now) {
        return new Attempt(number, provider, account, taskId, how, why, cost, startedAt, now);
    }

    public Attempt costing(Cost other) {
        return new Attempt(number, provider, account, taskId, outcome, error, other, startedAt, endedAt);
    }

    @JsonIgnore
    public boolean running() {
        return outcome == Outcome.RUNNING;
    }

    /** Whether the provider may have been paid for it. */
    @JsonIgnore
    public boolean maybeStarted() {
        return taskId != null || outcome == Outcome.RUNNING || outcome == Outcome.UNCONFIRMED;
    }
}
