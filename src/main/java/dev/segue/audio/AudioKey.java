package dev.segue.audio;

import java.util.regex.Pattern;

/**
 * Names one kept file.
 *
 * @param job the job's id: letters, digits, {@code _} and {@code -} only, since stores make paths of it
 * @param name the file's within the job: its number from 0, or {@code cover}
 */
public record AudioKey(String job, String name) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    public AudioKey {
        requireId(job);
        if (!ID.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name that a file can be kept under");
        }
    }

    /** @param n the audio file's number within the job, from 0 */
    public AudioKey(String job, int n) {
        this(job, Integer.toString(n));
    }

    public static AudioKey cover(String job) {
        return new AudioKey(job, "cover");
    }

    /** Throws {@link IllegalArgumentException}. */
    public static void requireId(String job) {
        if (!ID.matcher(job).matches()) {
            throw new IllegalArgumentException("not an id that audio can be kept under");
        }
    }
}
