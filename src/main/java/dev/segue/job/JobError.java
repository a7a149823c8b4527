package dev.segue.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Why a job, or an attempt, did not make a song.
 *
 * @param message for the caller's eyes: a sentence of ours, never a provider's raw words
 * @param retryable whether the same request, sent again later, may succeed at no risk of paying twice
 */
public record JobError(Code code, String message, boolean retryable) {

    /** Whatever fragment comes in, callers read a sentence. */
    public JobError {
        message = message.substring(0, 1).toUpperCase(Locale.ROOT)
                + message.substring(1)
                + (message.endsWith(".") ? "" : ".");
    }

    public enum Code {
        /** The provider refuses the request; it would again. */
        REJECTED,
        MODERATED,
        /** The task ended as failed at the provider. */
        PROVIDER_FAILED,
        /** Nothing was started anywhere. */
        PROVIDER_UNAVAILABLE,
        UNAUTHORIZED,
        OUT_OF_CREDIT,
        TIMED_OUT,
        /** The song was made, but its audio could not be had. */
        AUDIO_UNAVAILABLE,
        /** The create may have arrived. */
        UNCONFIRMED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Code parse(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
