package dev.segue.sandbox.part;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/** One provider's words: what it asks for, and how it answers. When, and what goes wrong, is the {@link Stage}'s. */
interface Part {

    String name();

    boolean creates(Call call);

    /** The id of the task that the call asks about; empty where it asks about none. */
    Optional<String> looksAt(Call call);

    /** Whether a call that is neither is this provider's too. */
    boolean owns(Call call);

    Reading read(Call call);

    String newId(Wish wish, UUID random);

    void created(Call call, Task task);

    Future<JsonObject> look(Task task);

    default void other(Call call) {
        call.json(404, error(404, "Not found", call));
    }

    JsonObject error(int status, String message, Call call);

    /** What a provider makes of a create. */
    sealed interface Reading permits Wish, Refusal {}

    record Refusal(int status, String message) implements Reading {}
}
