package dev.segue.dialect;

import dev.segue.access.CurrentCaller;
import dev.segue.access.Scope;
import dev.segue.job.Job;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.rendering.JobRendering;
import dev.segue.rendering.JobView;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Finds the caller's own jobs and shows them with links that can be followed from outside. */
@Singleton
public class Songs {

    private final Ledger ledger;
    private final JobRendering rendering;
    private final CurrentCaller caller;

    @Inject
    Songs(Ledger ledger, JobRendering rendering, CurrentCaller caller) {
        this.ledger = ledger;
        this.rendering = rendering;
        this.caller = caller;
    }

    /**
     * To be called while the request is at hand.
     *
     * @param id a job's, or {@code null}
     * @param what the imitated API calls a job
     * @return or a {@link DialectException} 404, for another's too
     */
    public Uni<Entry> own(String id, String what) {
        String who = caller.id(Scope.JOBS_READ);
        if (id == null) {
            throw DialectException.notFound(what);
        }
        return ledger.find(id).map(found -> found.filter(entry -> entry.caller().equals(who))
                .orElseThrow(() -> DialectException.notFound(what)));
    }

    /** The job with its audio's addresses: absolute, and with a ticket, for players send no key. */
    public Uni<JobView> shown(Job job, String origin) {
        return rendering.absolute(job, origin);
    }

    /** Where who asks has reached us; {@code null} if that was not said. */
    public static String origin(HttpServerRequest asked) {
        HostAndPort authority = asked.authority();
        return authority == null ? null : asked.scheme() + "://" + authority;
    }
}
