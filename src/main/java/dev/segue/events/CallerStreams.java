package dev.segue.events;

import dev.segue.ledger.JobMoved;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What becomes of all the jobs of one caller. A change that commits late is delayed, never skipped. */
@Singleton
public class CallerStreams {

    private final Rows rows;
    private final Feeds<Cursor, CallerEvent.Change> feeds;

    @Inject
    CallerStreams(Rows rows, Vertx vertx) {
        this.rows = rows;
        this.feeds = new Feeds<>(rows::after, vertx.getOrCreateContext());
    }

    /**
     * Every durable change behind that place, then those to come; without end. If one cannot go on from there, a {@link
     * CallerEvent.Gap} comes first and only what is to come follows.
     *
     * @param after the text of a cursor, or {@code null} for only what is to come
     */
    public Multi<CallerEvent> of(String caller, String after) {
        if (after == null) {
            return live(caller);
        }
        return Uni.createFrom()
                .item(Cursor.parse(after))
                .chain(cursor -> cursor.isEmpty() ? unknown() : ifKnown(caller, cursor.get()))
                .onItem()
                .transformToMulti(cursor -> cursor.isPresent()
                        ? from(caller, cursor.get())
                        : Multi.createBy()
                                .concatenating()
                                .streams(Multi.createFrom().item(new CallerEvent.Gap()), live(caller)));
    }

    void moved(@Observes JobMoved moved) {
        hint(moved.entry().caller());
    }

    /** Somebody says that a job of that caller has moved. */
    void hint(String caller) {
        feeds.with(caller, Feed::catchUp);
    }

    Uni<Void> rescan() {
        return feeds.rescan(rows::callersBeyond);
    }

    int followed() {
        return feeds.size();
    }

    private Uni<Optional<Cursor>> ifKnown(String caller, Cursor cursor) {
        return rows.known(caller, cursor).map(known -> known ? Optional.of(cursor) : Optional.empty());
    }

    private static Uni<Optional<Cursor>> unknown() {
        return Uni.createFrom().item(Optional.empty());
    }

    private Multi<CallerEvent> live(String caller) {
        return rows.frontier().onItem().transformToMulti(frontier -> from(caller, frontier));
    }

    private Multi<CallerEvent> from(String caller, Cursor cursor) {
        return feeds.follow(caller, cursor, event -> false).map(event -> event);
    }
}
