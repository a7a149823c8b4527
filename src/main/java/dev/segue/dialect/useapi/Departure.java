package dev.segue.dialect.useapi;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets nobody wait for a server that is about to end: cut off, a client would not even know the song's id. */
@ApplicationScoped
class Departure {

    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean announced;

    /** What is awaited, or nothing if the end of the server comes first. */
    <T> Uni<Optional<T>> orBefore(Uni<Optional<T>> awaited) {
        Uni<Optional<T>> end = Uni.createFrom().emitter(emitter -> {
            Runnable leave = () -> emitter.complete(Optional.empty());
            waiting.add(leave);
            emitter.onTermination(() -> waiting.remove(leave));
            if (announced) {
                leave.run();
            }
        });
        return Uni.join().first(awaited, end).toTerminate();
    }

    void announced(@Observes ShutdownDelayInitiatedEvent event) {
        announced = true;
        waiting.forEach(Runnable::run);
    }
}
