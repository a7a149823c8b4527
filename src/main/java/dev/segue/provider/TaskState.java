package dev.segue.provider;

import java.util.List;

/** How a task is. Anything that a provider says and no document explains is {@link Running}. */
public sealed interface TaskState {

    /** @param percent 0 to 100 as the provider tells it, or {@code null} */
    record Running(Integer percent) implements TaskState {}

    /** @param tracks empty if the provider ended with success but named no audio */
    record Succeeded(List<Track> tracks) implements TaskState {

        public Succeeded {
            tracks = List.copyOf(tracks);
        }
    }

    /** The provider's own word for this task is failure; only that makes failover safe. */
    record Failed(String message) implements TaskState {}

    /** The provider took offence at the words, or at the song. */
    record Moderated(String message) implements TaskState {}
}
