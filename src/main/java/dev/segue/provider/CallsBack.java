package dev.segue.provider;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** An optional extra: a provider that calls back when a task has ended. What it says is a reason to look, and never believed. */
public interface CallsBack {

    /** The task that a callback names. Anybody may have written it. */
    Optional<String> taskNamedIn(String body);

    /**
     * Whether a look shows that the task exists and may be what was ordered then. What the provider does not tell of a task
     * speaks neither for nor against it, but for its time: without that nothing fits.
     *
     * @return or a {@link LookFailure}
     */
    Uni<Boolean> fits(Task candidate, Instant from, Instant until);
}
