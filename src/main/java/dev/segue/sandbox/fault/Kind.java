package dev.segue.sandbox.fault;

import static dev.segue.sandbox.fault.Place.AUDIO;
import static dev.segue.sandbox.fault.Place.CALLBACK;
import static dev.segue.sandbox.fault.Place.CREATE;
import static dev.segue.sandbox.fault.Place.LOOK;
import static dev.segue.sandbox.fault.Place.TASK;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What goes wrong. {@code docs/sandbox.md} has one row for each. */
public enum Kind {
    /** Written as the number itself: {@code create=503}. */
    STATUS(false, CREATE, LOOK, AUDIO),
    /** The connection is closed before anything is answered. */
    REFUSE(false, CREATE, LOOK, AUDIO),
    /** Never answered. */
    HANG(false, CREATE, LOOK, AUDIO),
    /** On a create: started, then closed without an answer. On audio: closed half-way. */
    CUT(true, CREATE, AUDIO),
    /** Half of the right answer, under a good status. */
    BROKEN(true, CREATE, LOOK),
    /** A page of HTML instead of JSON, 502 unless {@code status=} says otherwise. */
    HTML(true, CREATE, LOOK),
    /** The right answer without the task's id. */
    NO_ID(true, CREATE),
    /** Success without an audio URL: once (create, look) or for good (task). */
    NO_AUDIO(true, CREATE, LOOK, TASK),
    /** Ends with the provider's failure word. */
    FAILED(true, TASK),
    /** Ends refused by the provider's moderation. */
    MODERATED(true, TASK),
    /** Completes, and is moderated {@code after=} that. useapi.net only. */
    LATE_MODERATION(true, TASK),
    /** Never ends. */
    ENDLESS(true, TASK),
    /** The audio URL given out has expired already. */
    EXPIRED(true, AUDIO),
    /** Half of the file, with a Content-Length to match. */
    SHORT(true, AUDIO),
    /** Never sent. */
    LOST(true, CALLBACK),
    /** Sent twice. */
    DOUBLED(true, CALLBACK),
    /** Sent in the flat form, without {@code code} and {@code data}. */
    FLAT(true, CALLBACK);

    private final boolean starts;
    private final Set<Place> places;

    Kind(boolean starts, Place... places) {
        this.starts = starts;
        this.places = Set.of(places);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Set<Place> places() {
        return places;
    }

    /** Whether a create that this strikes has started a task all the same, unless {@code started=} says otherwise. */
    boolean starts() {
        return starts;
    }

    static Optional<Kind> of(String word) {
        return word.matches("[1-9]\\d\\d")
                ? Optional.of(STATUS)
                : Stream.of(values())
                        .filter(kind -> kind != STATUS && kind.word().equals(word))
                        .findFirst();
    }
}
