package dev.segue.sse;

import io.smallrye.mutiny.Multi;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one client is told: the entity of an answer of type {@code text/event-stream}.
 *
 * @param frames pulled one by one as the client reads; the connection ends with them, however they end
 * @param meanwhile asked about every second while the client keeps up, on its event loop: what is worth telling now and not
 *     worth keeping
 */
public record EventStream(Multi<String> frames, Supplier<Optional<String>> meanwhile) {

    public static EventStream of(Multi<String> frames) {
        return new EventStream(frames, Optional::empty);
    }
}
