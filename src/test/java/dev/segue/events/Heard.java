package dev.segue.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** What a listener was told. */
final class Heard<T> {

    private static final long SECONDS = 20;

    private final List<T> items = new ArrayList<>();
    private final List<Wish> wishes = new ArrayList<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Cancellable subscription;

    private final class Wish {
        private final Predicate<List<T>> met;
        private final CompletableFuture<Void> granted = new CompletableFuture<>();

        private Wish(Predicate<List<T>> met) {
            this.met = met;
        }
    }

    Heard(Multi<T> stream) {
        subscription = stream.subscribe().with(this::add, end::completeExceptionally, () -> end.complete(null));
    }

    private synchronized void add(T item) {
        items.add(item);
        wishes.stream().filter(wish -> wish.met.test(items)).forEach(wish -> wish.granted.complete(null));
    }

    List<T> until(Predicate<List<T>> met) throws Exception {
        Wish wish = new Wish(met);
        synchronized (this) {
            wishes.add(wish);
            if (met.test(items)) {
                wish.granted.complete(null);
            }
        }
        try {
            wish.granted.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            assertThat(all()).as("what was heard in vain").isEmpty();
        }
        return all();
    }

    List<T> untilEnd() throws Exception {
        end.get(SECONDS, TimeUnit.SECONDS);
        return all();
    }

    synchronized List<T> all() {
        return List.copyOf(items);
    }

    void leave() {
        subscription.cancel();
    }
}
