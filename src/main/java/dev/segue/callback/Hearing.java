package dev.segue.callback;

import dev.segue.callback.Tokens.Heard;
import dev.segue.callback.Tokens.Issued;
import dev.segue.job.Attempt;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.provider.CallsBack;
import dev.segue.provider.Catalogue;
import dev.segue.tracking.Tracker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Acts upon callbacks: at once where the task is followed here, else through the token's row, which the replica that follows it
 * finds at its next tick, and which waits there for a task id that is still to come.
 */
@Singleton
class Hearing {

    private static final Logger LOG = Logger.getLogger(Hearing.class);
    private static final long TICK_MILLIS = 500;
    private static final int LONGEST_TASK_ID = 200;

    private final Vertx vertx;
    private final Tokens tokens;
    private final Ledger ledger;
    private final Catalogue catalogue;
    private final Tracker tracker;
    private final Candidates candidates;
    private final AtomicBoolean taking = new AtomicBoolean();
    private long timer = -1;

    @Inject
    Hearing(Vertx vertx, Tokens tokens, Ledger ledger, Catalogue catalogue, Tracker tracker, Candidates candidates) {
        this.vertx = vertx;
        this.tokens = tokens;
        this.ledger = ledger;
        this.catalogue = catalogue;
        this.tracker = tracker;
        this.candidates = candidates;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(TICK_MILLIS, tick -> take());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Never fails: a callback that was lost here is no worse than one that was lost on its way. */
    void called(String provider, Issued token, String body) {
        if (tracker.follows(token.jobId())) {
            tracker.hint(token.jobId());
            return;
        }
        String candidate = catalogue
                .extra(provider, CallsBack.class)
                .flatMap(known -> known.taskNamedIn(body))
                .filter(id -> id.length() <= LONGEST_TASK_ID && id.indexOf(0) < 0)
                .orElse(null);
        tokens.keep(token, candidate).subscribe().with(kept -> take(), this::lost);
    }

    private void take() {
        if (taking.compareAndSet(false, true)) {
            tokens.take()
                    .onTermination()
                    .invoke(() -> taking.set(false))
                    .onItem()
                    .transformToMulti(Multi.createFrom()::iterable)
                    .onItem()
                    .transformToUniAndMerge(heard -> act(heard).onFailure().recoverWithUni(failure -> {
                        lost(failure);
                        return Uni.createFrom().voidItem();
                    }))
                    .subscribe()
                    .with(done -> {}, this::lost);
        }
    }

    private Uni<Void> act(Heard heard) {
        String id = heard.token().jobId();
        if (tracker.follows(id)) {
            tracker.hint(id);
            return Uni.createFrom().voidItem();
        }
        return ledger.find(id).chain(found -> found.map(entry -> act(heard, entry))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> act(Heard heard, Entry entry) {
        Attempt attempt = entry.job().attempt(heard.token().attempt());
        if (attempt.running()) {
            return tokens.keep(heard.token(), null); // its id was written a moment ago, and it is about to be followed
        }
        return heard.taskId() == null
                ? Uni.createFrom().voidItem()
                : candidates.consider(entry, heard.token().attempt(), heard.taskId());
    }

    private void lost(Throwable failure) {
        LOG.warnf("A callback was lost: %s", failure.getClass().getSimpleName());
    }
}
