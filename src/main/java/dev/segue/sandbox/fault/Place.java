package dev.segue.sandbox.fault;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where in a task's life a fault strikes. */
public enum Place {
    /** The request that starts a task. */
    CREATE,
    /** The request that asks how a task is doing. */
    LOOK,
    /** The task itself, decided when it is created. */
    TASK,
    /** The download of the finished audio. */
    AUDIO,
    /** The message to {@code callback_url}. */
    CALLBACK;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Place> of(String word) {
        return Stream.of(values()).filter(place -> place.word().equals(word)).findFirst();
    }
}
