package dev.segue.sse;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one client is told: the entity of an answer of type {@code text/event-stream}.
 *
 * @param frames pulled one by one as the client reads; the connection ends with them, however they end
 * @param meanwhile asked about every second while the client keeps up, on its event loop: what is worth telling now and not
 *     worth keeping
 * @param over completes when the client may not listen any more; it ends the stream
 */
public record EventStream(Multi<String> frames, Supplier<Optional<String>> meanwhile, Uni<Void> over) {}
