package dev.segue.events;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** The sequences that somebody follows here; one that nobody follows any more is forgotten. */
final class Feeds<P extends Comparable<P>, E extends Feed.Positioned<P>> {

    private final Map<String, Shared<P, E>> open = new ConcurrentHashMap<>();
    private final BiFunction<String, P, Uni<Rows.Page<E>>> rows;
    private final Context context;

    Feeds(BiFunction<String, P, Uni<Rows.Page<E>>> rows, Context context) {
        this.rows = rows;
        this.context = context;
    }

    /**
     * All that follows a position, in order, none missing, none twice.
     *
     * @param end what the stream ends after, if there is nothing behind it yet
     */
    Multi<E> follow(String key, P start, Predicate<E> end) {
        return Multi.createFrom().deferred(() -> {
            Feed<P, E> feed = join(key, start);
            AtomicReference<P> position = new AtomicReference<>(start);
            return Multi.createBy()
                    .repeating()
                    .uni(() -> feed.after(position.get())
                            .invoke(items -> position.set(latest(items).position())))
                    .whilst(items -> !end.test(latest(items)))
                    .onTermination()
                    .invoke(() -> leave(key))
                    .onItem()
                    .disjoint();
        });
    }

    void with(String key, Consumer<Feed<P, E>> action) {
        Optional.ofNullable(open.get(key)).map(Shared::feed).ifPresent(action);
    }

    /** Has those read on that have fallen behind. */
    Uni<Void> rescan(Function<Map<String, P>, Uni<List<String>>> beyond) {
        Map<String, P> seen = new HashMap<>();
        open.forEach((key, shared) -> seen.put(key, shared.feed().last()));
        if (seen.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return beyond.apply(seen)
                .invoke(keys -> keys.forEach(key -> with(key, Feed::catchUp)))
                .replaceWithVoid();
    }

    int size() {
        return open.size();
    }

    /** Registered first, read afterwards: what moves in between is told twice rather than never. */
    private Feed<P, E> join(String key, P start) {
        Feed<P, E> feed = open.compute(
                        key,
                        (same, there) -> there == null
                                ? new Shared<>(new Feed<>(start, from -> rows.apply(key, from), context), 1)
                                : new Shared<>(there.feed(), there.followers() + 1))
                .feed();
        feed.catchUp();
        return feed;
    }

    private void leave(String key) {
        open.computeIfPresent(key, (same, shared) -> {
            if (shared.followers() > 1) {
                return new Shared<>(shared.feed(), shared.followers() - 1);
            }
            shared.feed().close();
            return null;
        });
    }

    private E latest(List<E> items) {
        return items.get(items.size() - 1);
    }

    private record Shared<P extends Comparable<P>, E extends Feed.Positioned<P>>(Feed<P, E> feed, int followers) {}
}
