package dev.segue.dialect.useapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.dialect.Standing;
import dev.segue.dialect.Standing.Failed;
import dev.segue.dialect.Standing.Ready;
import dev.segue.dialect.Standing.Waiting;
import dev.segue.job.Job;
import dev.segue.rendering.JobView;

/** What is said of a song. */
final class Answers {

    private Answers() {}

    /** To who waited for it: its id at least, by which it is looked for later. */
    static ObjectNode made(Standing standing, JobView song) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("musicId", song.id());
        if (standing instanceof Ready) {
            putAudio(answer, song);
        }
        return answer;
    }

    /** To who waited for it in vain; the id, for it may have cost something and can be looked at. */
    static ObjectNode failed(int status, Failed failure, Job job) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("error", failure.message())
                .put("code", status)
                .put("musicId", job.id());
    }

    /** @param lyrics {@code null} if they were forgotten */
    static ObjectNode song(Standing standing, JobView song, String lyrics) {
        Status status = Status.of(standing);
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("title", song.title() == null ? "" : song.title())
                .put("lyrics", lyrics)
                .put("audioURL", "")
                .put("status", status.number)
                .put("statusLabel", status.label)
                .put("statusFinal", status.last)
                .put("createTime", song.createdAt().toEpochMilli())
                .put("duration", 0)
                .put("musicId", song.id());
        if (standing instanceof Ready) {
            putAudio(answer, song);
        }
        if (standing instanceof Failed failed) {
            answer.put("error", failed.message());
        }
        return answer;
    }

    private static void putAudio(ObjectNode answer, JobView song) {
        JobView.Audio audio = song.audio().get(0);
        answer.put("audioURL", audio.url());
        if (audio.durationSeconds() != null) {
            answer.put("duration", Math.round(audio.durationSeconds()));
        }
    }

    /** Theirs; that 3 is a failure no document says, so it never stands alone. */
    private enum Status {
        PENDING(0, "pending", false),
        PROCESSING(1, "processing", false),
        COMPLETED(2, "completed", true),
        FAILED(3, "failed", true),
        MODERATED(4, "moderated", true);

        private final int number;
        private final String label;
        private final boolean last;

        Status(int number, String label, boolean last) {
            this.number = number;
            this.label = label;
            this.last = last;
        }

        static Status of(Standing standing) {
            if (standing instanceof Failed failed) {
                return failed.moderated() ? MODERATED : FAILED;
            }
            if (standing instanceof Ready) {
                return COMPLETED;
            }
            return standing instanceof Waiting ? PENDING : PROCESSING;
        }
    }
}
