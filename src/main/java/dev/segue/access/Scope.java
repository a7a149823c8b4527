package dev.segue.access;

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
}
