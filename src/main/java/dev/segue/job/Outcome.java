package dev.segue.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What came of one attempt. */
public enum Outcome {
    /** The call is being made, or the task runs. It holds its slot. */
    RUNNING,
    NOT_STARTED,
    REJECTED,
    MODERATED,
    /** The task ended at the provider without a song. */
    FAILED,
    SUCCEEDED,
    /** It may have arrived and may be billed. */
    UNCONFIRMED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Outcome parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
