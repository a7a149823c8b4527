package dev.segue.access.key;

import dev.segue.access.Limits;
import dev.segue.access.Scope;
import java.time.Instant;
import java.util.List;

/**
 * A key as operators see it.
 *
 * @param prefix how it begins
 * @param project whose jobs it sees; {@code null} if only its own
 * @param limits as stated for this key; several keys of a project share the least of them
 * @param expiresAt from when on it opens nothing, or {@code null}
 * @param replacedBy the id of the key that came of its rotation, or {@code null}
 * @param lastUsedAt late by a minute at most; {@code null} if never
 */
public record ApiKey(
        String id,
        String prefix,
        String name,
        String project,
        List<Scope> scopes,
        Limits limits,
        Instant createdAt,
        Instant expiresAt,
        String replacedBy,
        Instant lastUsedAt) {

    /**
     * What is wanted of a new one.
     *
     * @param project or {@code null}
     * @param expiresAt or {@code null}
     */
    public record Order(String name, String project, List<Scope> scopes, Limits limits, Instant expiresAt) {}

    /**
     * A new one.
     *
     * @param text the key itself, which nobody can tell again
     */
    public record Issued(ApiKey key, String text) {

        @Override
        public String toString() {
            return "Issued[" + key.id() + "]";
        }
    }

    /** What came of a rotation. */
    public sealed interface Rotation {

        record Done(Issued issued) implements Rotation {}

        record NoSuchKey() implements Rotation {}

        /** It has expired, or was replaced already. */
        record Over() implements Rotation {}
    }
}
