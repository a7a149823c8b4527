package dev.segue.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns(1);
    private final List<String> begun = new ArrayList<>();
    private final CompletableFuture<String> first = new CompletableFuture<>();

    @Test
    void take_allTaken_waitsAndGoesOnInOrder() {
        // Given
        start("first", Uni.createFrom().completionStage(first));
        start("second", Uni.createFrom().item("done"));
        start("third", Uni.createFrom().item("done"));
        List<String> before = List.copyOf(begun);
        // When
        first.complete("done");
        // Then
        assertThat(before).containsExactly("first");
        assertThat(begun).containsExactly("first", "second", "third");
    }

    @Test
    void take_oneFailsAndOneIsCancelled_theTurnIsGivenBack() {
        // Given
        Cancellable running = start("first", Uni.createFrom().completionStage(first));
        Cancellable waiting = start("second", Uni.createFrom().nothing());
        start("third", Uni.createFrom().failure(new IllegalStateException("no")));
        waiting.cancel();
        // When
        running.cancel();
        start("fourth", Uni.createFrom().item("done"));
        // Then
        assertThat(begun).containsExactly("first", "third", "fourth");
    }

    private Cancellable start(String name, Uni<String> work) {
        UniAssertSubscriber<String> subscriber = turns.take(() -> {
                    begun.add(name);
                    return work;
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        return subscriber::cancel;
    }
}
