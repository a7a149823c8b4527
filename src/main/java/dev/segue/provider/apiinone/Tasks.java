package dev.segue.provider.apiinone;

import dev.segue.provider.TaskState;
import dev.segue.provider.TaskState.Failed;
import dev.segue.provider.TaskState.Moderated;
import dev.segue.provider.TaskState.Running;
import dev.segue.provider.TaskState.Succeeded;
import dev.segue.provider.Track;
import dev.segue.provider.http.Lenient;
import dev.segue.provider.http.Words;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Reads what API in One may say of a task, in every form that sister services use. */
final class Tasks {

    private static final Logger LOG = Logger.getLogger(Tasks.class);
    private static final String[] AUDIO = {"output.audio_url", "output.url", "output.audio", "audio_url", "url"};
    private static final List<String> LISTS = List.of("response_data", "output", "results", "files");

    private Tasks() {}

    static TaskState state(Lenient body) {
        Lenient task = body.at("data").isObject() ? body.at("data") : body;
        String status = Objects.requireNonNullElse(task.text("status", "state", "type"), "");
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "completed", "success", "complete" -> succeeded(task);
            case "failed", "error" -> failed(task);
            default -> new Running(null);
        };
    }

    private static TaskState succeeded(Lenient task) {
        List<Track> tracks = tracks(task);
        if (tracks.isEmpty()) {
            LOG.warnf("API in One ended a task with success and no audio that we could find in %s", task.shape());
        }
        return new Succeeded(tracks);
    }

    private static List<Track> tracks(Lenient task) {
        String single = task.link(AUDIO);
        if (single != null) {
            return List.of(new Track(single, null, task.number("duration")));
        }
        return LISTS.stream()
                .map(list -> task.items(list).stream()
                        .map(Tasks::track)
                        .filter(Objects::nonNull)
                        .toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static Track track(Lenient item) {
        String url = item.asLink() != null ? item.asLink() : item.link("audio_url", "url", "audio", "file_url");
        return url == null ? null : new Track(url, null, item.number("duration"));
    }

    private static TaskState failed(Lenient task) {
        boolean moderated = Stream.of("error", "error.message", "error_message", "fail_message", "message")
                .anyMatch(path -> Words.speakOfModeration(task.text(path)));
        return moderated ? new Moderated(Words.failure(task)) : new Failed(Words.failure(task));
    }
}
