package dev.segue.audio.s3;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Makes the SDK's calls. Each is begun on a worker: looking for credentials may block. */
final class S3Calls {

    private final Vertx vertx;

    S3Calls(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Whoever goes away aborts the call. */
    <T> Uni<T> call(Supplier<CompletableFuture<T>> call) {
        return step(call::get).flatMap(answer -> Uni.createFrom().emitter(emitter -> {
            emitter.onTermination(() -> answer.cancel(true));
            answer.whenComplete((item, failure) -> {
                if (failure == null) {
                    emitter.complete(item);
                } else {
                    emitter.fail(failure instanceof CompletionException ? failure.getCause() : failure);
                }
            });
        }));
    }

    <T> Uni<T> step(Callable<T> work) {
        return Uni.createFrom().deferred(() -> UniHelper.toUni(vertx.executeBlocking(work, false)));
    }
}
