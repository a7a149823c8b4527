package dev.segue.dialect.apidot;

import dev.segue.dialect.Standing;
import dev.segue.dialect.Standings;
import dev.segue.job.Job;
import dev.segue.rendering.JobView;
import dev.segue.webhook.MessageFormat;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Their callback: how a task ended. One that nobody knows of yet has not. */
@Singleton
class CallbackFormat implements MessageFormat {

    static final String NAME = "apidot";

    private final Standings standings;

    @Inject
    CallbackFormat(Standings standings) {
        this.standings = standings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Object> body(Job job, JobView view) {
        Standing standing = standings.of(job);
        return standing instanceof Standing.Ready || standing instanceof Standing.Failed
                ? Optional.of(Tasks.detail(standing, view))
                : Optional.empty();
    }
}
