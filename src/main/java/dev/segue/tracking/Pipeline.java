package dev.segue.tracking;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One provider's looks: whatever is due goes in, a bounded number is under way, and a frozen provider stops only its own. Who was
 * told that a task has ended does not stand behind those who only look whether it has.
 */
final class Pipeline {

    private static final Logger LOG = Logger.getLogger(Pipeline.class);
    private static final int UNDER_WAY = 256;

    private final Lane planned;
    private final Lane hinted;

    Pipeline(String provider, Function<Followed, Uni<Void>> look) {
        planned = new Lane(provider, look);
        hinted = new Lane(provider, look);
    }

    void offer(Followed followed) {
        planned.offer(followed);
    }

    /** As {@link #offer}, past all that is only due. */
    void offerHinted(Followed followed) {
        hinted.offer(followed);
    }

    void stop() {
        planned.running.cancel();
        hinted.running.cancel();
    }

    private static final class Lane {

        private final UnicastProcessor<Followed> due = UnicastProcessor.create();
        private final Cancellable running;

        private Lane(String provider, Function<Followed, Uni<Void>> look) {
            running = due.onItem()
                    // Deferred: what is thrown before a Uni is there would end the pipeline, and with it every task's.
                    .transformToUni(followed -> Uni.createFrom()
                            .deferred(() -> look.apply(followed))
                            .onFailure()
                            .recoverWithUni(failure -> {
                                LOG.errorf(failure, "A look at %s was lost", provider);
                                return Uni.createFrom().voidItem();
                            }))
                    .merge(UNDER_WAY)
                    .subscribe()
                    .with(done -> {}, failure -> LOG.errorf(failure, "The pipeline of %s has stopped", provider));
        }

        /** Timers of several event loops end here, and a processor takes one item at a time. */
        private synchronized void offer(Followed followed) {
            due.onNext(followed);
        }
    }
}
