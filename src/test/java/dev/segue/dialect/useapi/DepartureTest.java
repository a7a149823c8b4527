package dev.segue.dialect.useapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DepartureTest {

    private final Departure departure = new Departure();

    @Test
    void wait_whenTheServerIsAboutToEnd_isOver() {
        // Given
        UniAssertSubscriber<Optional<String>> waiting =
                subscribe(Uni.createFrom().nothing());
        waiting.assertNotTerminated();

        // When
        departure.announced(new ShutdownDelayInitiatedEvent());

        // Then
        waiting.assertCompleted().assertItem(Optional.empty());
        subscribe(Uni.createFrom().nothing()).assertCompleted().assertItem(Optional.empty());
    }

    @Test
    void wait_forWhatComes_hasIt() {
        // Then
        assertThat(subscribe(Uni.createFrom().item(Optional.of("song")))
                        .assertCompleted()
                        .getItem())
                .contains("song");
    }

    private UniAssertSubscriber<Optional<String>> subscribe(Uni<Optional<String>> awaited) {
        return departure.orBefore(awaited).subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
