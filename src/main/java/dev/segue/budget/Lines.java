package dev.segue.budget;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * One thing at a time for each name, in the order of arrival. Who waits here holds no connection, so that one caller's burst
 * does not use up the pool that all others share.
 */
final class Lines {

    private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    <T> Uni<T> inLine(String name, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<Void> mine = new CompletableFuture<>();
            CompletableFuture<Void> before = last.put(name, mine);
            Uni<T> turn = before == null
                    ? Uni.createFrom().deferred(work::get)
                    : Uni.createFrom().completionStage(before).emitOn(here()).chain(work::get);
            return turn.onTermination().invoke(() -> {
                last.remove(name, mine);
                mine.complete(null);
            });
        });
    }

    /** Whoever goes before us ends on a context of its own, which is not ours to go on with. */
    private static Executor here() {
        Context context = Vertx.currentContext();
        return context == null
                ? Infrastructure.getDefaultExecutor()
                : command -> context.runOnContext(run -> command.run());
    }

    int waiting() {
        return last.size();
    }
}
