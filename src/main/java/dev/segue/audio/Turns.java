package dev.segue.audio;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/** Lets a bounded number of things run at once; the others wait for their turn, first come first served, and hold no thread. */
public final class Turns {

    private final Queue<Turn> waiting = new ArrayDeque<>();
    private int free;

    public Turns(int atOnce) {
        this.free = atOnce;
    }

    public <T> Uni<T> take(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Turn turn = new Turn();
            return Uni.createFrom()
                    .<Void>emitter(go -> begin(turn, go))
                    .flatMap(go -> work.get())
                    .onTermination()
                    .invoke(() -> end(turn));
        });
    }

    private void begin(Turn turn, UniEmitter<? super Void> go) {
        turn.go = go;
        synchronized (waiting) {
            if (free == 0) {
                waiting.add(turn);
                return;
            }
            free--;
        }
        go.complete(null);
    }

    /** Also for who left while waiting; a turn that was handed to somebody just leaving is handed on. */
    private void end(Turn turn) {
        Turn next;
        synchronized (waiting) {
            if (waiting.remove(turn)) {
                return;
            }
            next = waiting.poll();
            if (next == null) {
                free++;
            }
        }
        if (next != null) {
            next.go.complete(null);
        }
    }

    private static final class Turn {
        private UniEmitter<? super Void> go;
    }
}
