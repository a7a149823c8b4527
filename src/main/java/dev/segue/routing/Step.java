package dev.segue.routing;

import dev.segue.job.JobError;
import java.time.Duration;

/** What a job does next. */
public sealed interface Step {

    /** Wait for that provider, and at least so long. */
    record Try(String provider, Duration atLeast) implements Step {}

    /** No route is left. */
    record GiveUp(JobError error) implements Step {}
}
