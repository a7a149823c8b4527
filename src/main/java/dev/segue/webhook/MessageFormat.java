package dev.segue.webhook;

import dev.segue.job.Job;
import dev.segue.rendering.JobView;
import java.util.Optional;

/**
 * How messages read to receivers that know another API than ours. Beans of this type are found by name. Such a receiver is told
 * how a job ended, not how it got there: what the job has left again by the time of a try is not sent any more.
 */
public interface MessageFormat {

    /** As {@link dev.segue.job.Webhook#format} has it. */
    String name();

    /**
     * The message's body, to be written as JSON.
     *
     * @param view of the job, with absolute links
     * @return nothing as long as it is too early to tell; it is asked again
     */
    Optional<Object> body(Job job, JobView view);
}
