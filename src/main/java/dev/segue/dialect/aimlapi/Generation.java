package dev.segue.dialect.aimlapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.dialect.Standing;
import dev.segue.dialect.Standing.Failed;
import dev.segue.dialect.Standing.Ready;
import dev.segue.dialect.Standing.Waiting;
import dev.segue.rendering.JobView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;

/** What a create and a look answer; what there is not is absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(
        targets = {
            Generation.class,
            Generation.AudioFile.class,
            Generation.Failure.class,
            Generation.Meta.class,
            Generation.Usage.class
        })
record Generation(String id, String status, AudioFile audioFile, Failure error, Meta meta) {

    record AudioFile(String url, String contentType, String fileName, long fileSize) {

        private static AudioFile of(JobView.Audio audio) {
            return new AudioFile(
                    audio.url(), audio.contentType(), "output" + extension(audio.contentType()), audio.bytes());
        }

        private static String extension(String contentType) {
            return switch (contentType.split(";")[0]) {
                case "audio/mpeg" -> ".mp3";
                case "audio/wav" -> ".wav";
                case "audio/L16" -> ".pcm";
                default -> "";
            };
        }
    }

    record Failure(String name, String message) {}

    record Meta(Usage usage) {}

    /** @param creditsUsed theirs: two million are a US dollar */
    record Usage(long creditsUsed, BigDecimal usdSpent) {

        private static final BigDecimal CREDITS_PER_USD = BigDecimal.valueOf(2_000_000);

        static Usage of(BigDecimal usd) {
            return new Usage(usd.multiply(CREDITS_PER_USD).longValue(), usd);
        }
    }

    /** @param usage {@code null} where the model tells none, or nobody knows */
    static Generation of(String id, Standing standing, JobView song, Usage usage) {
        AudioFile file = standing instanceof Ready ? AudioFile.of(song.audio().get(0)) : null;
        return new Generation(id, word(standing), file, failure(standing), usage == null ? null : new Meta(usage));
    }

    private static String word(Standing standing) {
        if (standing instanceof Waiting) {
            return "queued";
        }
        if (standing instanceof Ready) {
            return "completed";
        }
        return standing instanceof Failed ? "error" : "generating";
    }

    private static Failure failure(Standing standing) {
        return standing instanceof Failed failed
                ? new Failure(failed.moderated() ? "ModerationError" : "Error", failed.message())
                : null;
    }
}
