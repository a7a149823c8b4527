package dev.segue.dialect;

/** How a job stands, in the few words that all the imitated APIs have for it. */
public sealed interface Standing {

    /** Nobody has begun. */
    record Waiting() implements Standing {}

    record Going() implements Standing {}

    /** The audio is here. */
    record Ready() implements Standing {}

    /**
     * @param message a sentence of ours
     * @param moderated whether what was asked for, or what came out, was refused by moderation
     */
    record Failed(String message, boolean moderated) implements Standing {}
}
