package dev.segue.audio;

import java.util.regex.Pattern;

/**
 * Names one kept file.
 *
 * @param job the job's id: letters, digits, {@code _} and {@code -} only, since stores make paths of it
 * @param n the file's number within the job, from 0
 */
public record AudioKey(String job, int n) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    public AudioKey {
        requireId(job);
        if (n < 0) {
            throw new IllegalArgumentException("audio is numbered from 0");
        }
    }

    /** Throws {@link IllegalArgumentException}. */
    public static void requireId(String job) {
        if (!ID.matcher(job).matches()) {
            throw new IllegalArgumentException("not an id that audio can be kept under");
        }
    }
}
