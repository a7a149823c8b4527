package dev.segue.provider.apidot;

import dev.segue.provider.Task;
import dev.segue.provider.TaskState;
import dev.segue.provider.TaskState.Failed;
import dev.segue.provider.TaskState.Moderated;
import dev.segue.provider.TaskState.Running;
import dev.segue.provider.TaskState.Succeeded;
import dev.segue.provider.Track;
import dev.segue.provider.http.Lenient;
import dev.segue.provider.http.Words;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what APIDot says of a task. */
final class Tasks {

    /** What a file may be besides audio. A list of what is no audio: a file of a type we never heard of may be the song. */
    private static final Pattern NO_AUDIO =
            Pattern.compile("(?:image|cover|video|text|lyrics|json).*", Pattern.CASE_INSENSITIVE);

    private Tasks() {}

    static TaskState stateOrNull(Lenient body) {
        return body.isObject() ? state(body) : null;
    }

    static TaskState state(Lenient body) {
        String status = Objects.requireNonNullElse(body.text("data.status"), "");
        return switch (status) {
            case "finished" -> new Succeeded(tracks(body));
            case "failed" -> failure(body.at("data"));
            default -> new Running(percent(body));
        };
    }

    static boolean fits(Lenient told, Task candidate, Instant from, Instant until) {
        String model = told.text("model");
        return candidate.taskId().equals(told.text("task_id"))
                && (model == null || model.equals(candidate.providerModel()))
                && CreatedTime.within(told.text("created_time"), from, until);
    }

    private static TaskState failure(Lenient task) {
        return Words.speakOfModeration(task.text("error_message"))
                ? new Moderated(Words.failure(task))
                : new Failed(Words.failure(task));
    }

    private static Integer percent(Lenient body) {
        Long progress = body.whole("data.progress");
        return progress == null ? null : (int) Math.max(0, Math.min(100, progress));
    }

    /** The files stand in {@code data.output} or in {@code data} itself; each is one track. */
    static List<Track> tracks(Lenient body) {
        return Stream.of("data.output.files", "data.files")
                .map(path -> body.items(path).stream()
                        .map(Tasks::track)
                        .filter(Objects::nonNull)
                        .toList())
                .filter(tracks -> !tracks.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static Track track(Lenient file) {
        String type = file.text("file_type");
        String url = type != null && NO_AUDIO.matcher(type).matches()
                ? file.link("audio_url")
                : file.link("audio_url", "file_url");
        return url == null ? null : new Track(url, file.link("image_url"), file.number("duration"));
    }
}
