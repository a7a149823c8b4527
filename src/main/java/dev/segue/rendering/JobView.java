package dev.segue.rendering;

import dev.segue.job.Attempt;
import dev.segue.job.AudioFile;
import dev.segue.job.Cost;
import dev.segue.job.JobError;
import dev.segue.job.Status;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A job as callers see it; every member is always there, {@code null} where there is nothing to tell. */
@RegisterForReflection(
        targets = {JobView.class, JobView.Queue.class, JobView.Progress.class, JobView.Audio.class, JobView.Links.class
        })
public record JobView(
        String id,
        Status status,
        int version,
        String model,
        String provider,
        String title,
        String user,
        Map<String, Object> metadata,
        Queue queue,
        Progress progress,
        List<Audio> audio,
        JobError error,
        Cost cost,
        List<Attempt> attempts,
        Instant createdAt,
        Instant startedAt,
        Instant endedAt,
        Instant deadlineAt,
        Links links) {

    /** @param position from 1 */
    public record Queue(long position) {}

    public record Progress(int percent, int etaSeconds) {}

    /** @param url {@code null} once the audio is not kept any more */
    public record Audio(
            String url,
            String contentType,
            long bytes,
            Double durationSeconds,
            Integer bitrate,
            Integer sampleRate,
            Integer channels,
            String sha256,
            Instant sourceExpiresAt) {

        static Audio of(AudioFile file, String url) {
            return new Audio(
                    url,
                    file.contentType(),
                    file.bytes(),
                    file.durationSeconds(),
                    file.bitrate(),
                    file.sampleRate(),
                    file.channels(),
                    file.sha256(),
                    file.sourceExpiresAt());
        }
    }

    /** @param audio the first file, or {@code null} until the job has completed and once its audio is not kept any more */
    public record Links(String self, String events, String audio) {}

    /** Covers what moves: version, percent, place in the queue, audio that went. Weak: tickets differ from one writing to the next. */
    public String etag() {
        return "W/\"" + version + "-" + (progress == null ? "" : progress.percent()) + "-"
                + (queue == null ? "" : queue.position()) + (!audio.isEmpty() && links.audio() == null ? "-gone" : "")
                + "\"";
    }
}
