package dev.segue.provider.aimlapi;

import dev.segue.provider.TaskState;
import dev.segue.provider.TaskState.Failed;
import dev.segue.provider.TaskState.Moderated;
import dev.segue.provider.TaskState.Running;
import dev.segue.provider.TaskState.Succeeded;
import dev.segue.provider.Track;
import dev.segue.provider.http.Lenient;
import dev.segue.provider.http.Words;
import java.util.List;
import java.util.Objects;

/** Reads what AI/ML API says of a generation; a create's answer has the same form as a look's. */
final class Generations {

    private Generations() {}

    static TaskState state(Lenient body) {
        String status = Objects.requireNonNullElse(body.text("status"), "");
        return switch (status) {
            case "completed", "complete" -> new Succeeded(tracks(body));
            case "error" -> failure(body);
            default -> new Running(null);
        };
    }

    private static List<Track> tracks(Lenient body) {
        String url = body.link("audio_file.url");
        return url == null ? List.of() : List.of(new Track(url, null, body.number("audio_file.duration")));
    }

    private static TaskState failure(Lenient body) {
        String said = body.text("error.message") + " " + body.text("error.name");
        if (Words.speakOfModeration(said)) {
            return new Moderated(Words.failure(body));
        }
        // The one sentence that the page of minimax-music explains.
        return said.contains("Downstream service error")
                ? new Failed("the provider's task failed downstream; lyrics that need more than a minute end so")
                : new Failed(Words.failure(body));
    }
}
