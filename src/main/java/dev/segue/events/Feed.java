package dev.segue.events;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One sequence and those who follow it here. The end of it is kept in memory; what lies beyond is read once for all of them.
 * Followers pull: a slow one holds no more than its position, and who falls behind what is kept reads rows.
 *
 * <p>Whoever moves a job on only appends; followers are woken on the feed's own event loop, in slices.
 */
final class Feed<P extends Comparable<P>, E extends Feed.Positioned<P>> {

    /** Something with a place in a sequence. */
    interface Positioned<P> {
        P position();
    }

    private static final int KEPT = 256;
    private static final int SLICE = 256;
    private static final long[] BACKOFF_MILLIS = {20, 40, 80, 160, 250};
    private static final long RETRY_MILLIS = 1000;

    private final Function<P, Uni<Rows.Page<E>>> rows;
    private final Context context;
    private final List<E> tail = new ArrayList<>();
    private final Set<Waiter> waiting = new LinkedHashSet<>();

    private P base; // where the tail begins
    private P last;
    private boolean reading;
    private boolean again;
    private boolean timed;
    private int fruitless;
    private boolean closed;

    /** @param start where its first follower is */
    Feed(P start, Function<P, Uni<Rows.Page<E>>> rows, Context context) {
        this.base = start;
        this.last = start;
        this.rows = rows;
        this.context = context;
    }

    /** What follows that position: at least one, as soon as there is one. */
    Uni<List<E>> after(P position) {
        return Uni.createFrom().deferred(() -> {
            synchronized (this) {
                if (position.compareTo(base) >= 0) {
                    return Uni.createFrom()
                            .<List<E>>emitter(emitter -> await(new Waiter(position, emitter)))
                            .chain(items -> orElseAfter(items, position)); // none: the tail has moved past it
                }
            }
            return rows.apply(position).chain(page -> orElseAfter(page.items(), last()));
        });
    }

    private Uni<List<E>> orElseAfter(List<E> items, P position) {
        return items.isEmpty() ? after(position) : Uni.createFrom().item(items);
    }

    synchronized P last() {
        return last;
    }

    /** Takes what is known to stand right behind that position; if there is a hole before it, the rows are read. */
    void append(P previous, E next) {
        synchronized (this) {
            int order = last.compareTo(previous);
            if (order > 0) {
                return;
            }
            if (order == 0) {
                add(List.of(next));
            } else {
                again = true;
            }
        }
        wake();
        if (behind()) {
            catchUp();
        }
    }

    /** Reads on behind what is known; joins a reading that is under way by having it repeated. */
    void catchUp() {
        P from;
        synchronized (this) {
            if (closed) {
                return;
            }
            if (reading) {
                again = true;
                return;
            }
            reading = true;
            again = false;
            from = last;
        }
        rows.apply(from).subscribe().with(this::read, failure -> unread());
    }

    synchronized void close() {
        closed = true;
    }

    private synchronized boolean behind() {
        return again && !reading;
    }

    private void read(Rows.Page<E> page) {
        long next;
        synchronized (this) {
            reading = false;
            boolean fruitful = add(page.items());
            fruitless = fruitful || !page.more() ? 0 : fruitless + 1;
            next = again || page.more() && fruitful ? 0 : page.more() ? backoff() : -1;
        }
        wake();
        if (next == 0) {
            catchUp();
        } else if (next > 0) {
            catchUpIn(next);
        }
    }

    private void unread() {
        synchronized (this) {
            reading = false;
        }
        catchUpIn(RETRY_MILLIS);
    }

    private long backoff() {
        return BACKOFF_MILLIS[Math.min(fruitless, BACKOFF_MILLIS.length) - 1];
    }

    private void catchUpIn(long millis) {
        synchronized (this) {
            if (timed || closed) {
                return;
            }
            timed = true;
        }
        context.owner().setTimer(millis, timer -> {
            synchronized (this) {
                timed = false;
            }
            catchUp();
        });
    }

    /** Those behind the last one; appends and readings may overlap. */
    private boolean add(List<E> items) {
        boolean added = false;
        for (E item : items) {
            if (item.position().compareTo(last) > 0) {
                tail.add(item);
                last = item.position();
                added = true;
            }
        }
        int surplus = tail.size() - KEPT;
        if (surplus > 0) {
            base = tail.get(surplus - 1).position();
            tail.subList(0, surplus).clear();
        }
        return added;
    }

    private void await(Waiter waiter) {
        synchronized (this) {
            waiting.add(waiter);
        }
        waiter.emitter.onTermination(() -> {
            synchronized (this) {
                waiting.remove(waiter);
            }
        });
        if (waiter.position.compareTo(last()) < 0) {
            wake();
        }
    }

    private void wake() {
        context.runOnContext(now -> wakeSlice());
    }

    private void wakeSlice() {
        List<Runnable> due = new ArrayList<>();
        synchronized (this) {
            Iterator<Waiter> all = waiting.iterator();
            while (all.hasNext() && due.size() < SLICE) {
                Waiter waiter = all.next();
                if (waiter.position.compareTo(last) < 0) {
                    all.remove();
                    List<E> items = waiter.position.compareTo(base) < 0 ? List.of() : held(waiter.position);
                    due.add(() -> waiter.emitter.complete(items));
                }
            }
        }
        if (due.size() == SLICE) {
            wake();
        }
        due.forEach(Runnable::run);
    }

    /** Copies, for the tail moves on. */
    private List<E> held(P position) {
        int low = 0;
        while (low < tail.size() && tail.get(low).position().compareTo(position) <= 0) {
            low++;
        }
        return Collections.unmodifiableList(new ArrayList<>(tail.subList(low, tail.size())));
    }

    private final class Waiter {
        private final P position;
        private final UniEmitter<? super List<E>> emitter;

        private Waiter(P position, UniEmitter<? super List<E>> emitter) {
            this.position = position;
            this.emitter = emitter;
        }
    }
}
