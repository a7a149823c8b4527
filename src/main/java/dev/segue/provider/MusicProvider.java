package dev.segue.provider;

import dev.segue.provider.route.Route;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** One provider's API. Adapters are CDI beans; nobody refers to one by its class. */
public interface MusicProvider {

    /** Its name in requests, configuration and metrics: {@code apidot}, {@code aimlapi}, {@code useapi} or {@code apiinone}. */
    String id();

    /** What it can make, in the order of the catalogue's table. */
    List<Route> routes();

    /**
     * Makes the one paid call. It is never repeated by the adapter, on any failure, and it never fails: whatever cannot be told
     * apart from "it arrived" is {@link CreateAnswer.Ambiguous}.
     */
    Uni<CreateAnswer> create(CreateOrder order);

    /**
     * Reads how a task is. Free, idempotent, retried a few times inside.
     *
     * @return the task's state, or a {@link LookFailure} that says nothing about the task
     */
    Uni<TaskState> look(Task task);

    /** An optional extra: a provider that may take a song back after it was completed, so that it is worth another look later. */
    interface TakesBack {}
}
