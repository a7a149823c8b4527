package dev.segue.dialect.apidot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.dialect.Standing;
import dev.segue.dialect.Standing.Failed;
import dev.segue.dialect.Standing.Going;
import dev.segue.dialect.Standing.Ready;
import dev.segue.dialect.Standing.Waiting;
import dev.segue.job.Job;
import dev.segue.rendering.JobView;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** What is said of a task: in {@code data}, beside the code of success. */
final class Tasks {

    private static final int WHOLE = 100;

    private Tasks() {}

    /** To who submitted it. */
    static ObjectNode submitted(Standing standing, Job job) {
        return success(head(standing, job.id()).put("created_time", createdTime(job.createdAt())));
    }

    /** To who asks how it is. Some of their clients look for the files in one place, some in the other. */
    static ObjectNode status(Standing standing, JobView song) {
        ObjectNode data = head(standing, song.id())
                .put("progress", progress(standing, song))
                .put("created_time", createdTime(song.createdAt()))
                .put("error_message", message(standing));
        if (standing instanceof Ready) {
            data.putObject("output").set("files", files(song));
            data.set("files", files(song));
        }
        return success(data);
    }

    /** To who asks for its files, and to who is called back. */
    static ObjectNode detail(Standing standing, JobView song) {
        ObjectNode data = head(standing, song.id());
        data.set("files", files(song));
        return success(data.put("error_message", message(standing)));
    }

    private static ObjectNode success(ObjectNode data) {
        return JsonNodeFactory.instance.objectNode().put("code", 200).set("data", data);
    }

    private static ObjectNode head(Standing standing, String id) {
        return JsonNodeFactory.instance.objectNode().put("task_id", id).put("status", word(standing));
    }

    private static String word(Standing standing) {
        if (standing instanceof Waiting) {
            return "not_started";
        }
        if (standing instanceof Ready) {
            return "finished";
        }
        return standing instanceof Failed ? "failed" : "running";
    }

    private static int progress(Standing standing, JobView song) {
        if (standing instanceof Ready) {
            return WHOLE;
        }
        if (song.progress() != null) {
            return song.progress().percent();
        }
        return standing instanceof Going ? WHOLE - 1 : 0;
    }

    /** Their clients know moderation by the word. */
    private static String message(Standing standing) {
        if (standing instanceof Failed failed) {
            return (failed.moderated() ? "Content moderation: " : "") + failed.message();
        }
        return null;
    }

    /** Each by both names that theirs have for its address. */
    private static ArrayNode files(JobView song) {
        ArrayNode files = JsonNodeFactory.instance.arrayNode();
        for (JobView.Audio audio : song.audio()) {
            files.addObject()
                    .put("file_url", audio.url())
                    .put("file_type", "audio")
                    .put("audio_id", song.id() + "-" + files.size())
                    .put("audio_url", audio.url())
                    .put("title", song.title())
                    .put("duration", audio.durationSeconds());
        }
        return files;
    }

    /** Without a zone, as theirs is. */
    private static String createdTime(Instant created) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                LocalDateTime.ofInstant(created.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC));
    }
}
