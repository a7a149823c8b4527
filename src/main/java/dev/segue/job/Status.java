package dev.segue.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The name of a state, as callers, rows and metrics know it. What a state allows is said by {@link JobState}. */
public enum Status {
    QUEUED(false),
    SUBMITTING(false),
    GENERATING(false),
    STORING(false),
    COMPLETED(true),
    FAILED(true),
    CANCELLED(true),
    UNCONFIRMED(true),
    REVOKED(true);

    private final boolean ended;

    Status(boolean ended) {
        this.ended = ended;
    }

    /** Whether callers may take it as the last word; reconciliation and late moderation may still correct it. */
    public boolean ended() {
        return ended;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Status> ofWord(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }

    @JsonCreator
    static Status parse(String word) {
        return ofWord(word).orElseThrow(() -> new IllegalArgumentException("no status " + word));
    }
}
