package dev.segue.sandbox.sound;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Thirty-two steps of a pentatonic scale, each song's own, repeated for as long as the song lasts. */
record Melody(byte[] hash) {

    static final double STEP_SECONDS = 0.25;

    /** How many notes the scale has, its octave included. */
    static final int NOTES = 6;

    static Melody of(String words) {
        try {
            return new Melody(MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** The note, 0 to 5, that sounds in this step. */
    int note(int step) {
        return Byte.toUnsignedInt(hash[step % hash.length]) % NOTES;
    }
}
