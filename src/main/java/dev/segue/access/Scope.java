package dev.segue.access;

import java.util.Optional;
import java.util.stream.Stream;

/** What a caller may do. */
public enum Scope {
    JOBS_WRITE("jobs:write"),
    JOBS_READ("jobs:read"),
    ADMIN("admin");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** As keys and tokens name it. */
    public String word() {
        return word;
    }

    public static Optional<Scope> ofWord(String word) {
        return Stream.of(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }
}
