package dev.segue.api;

import dev.segue.api.problem.ProblemException;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Finds jobs for those whose they are; to others they do not exist. */
@Singleton
public class OwnJobs {

    private final Ledger ledger;

    @Inject
    OwnJobs(Ledger ledger) {
        this.ledger = ledger;
    }

    public Uni<Entry> find(String caller, String id) {
        return ledger.find(id).map(found -> found.filter(entry -> entry.caller().equals(caller))
                .orElseThrow(() -> ProblemException.notFound("job")));
    }
}
