package dev.segue.audio.probe;

/**
 * What the bytes tell of themselves.
 *
 * @param durationSeconds seconds, or null, as each of the rest where it is not told
 * @param bitrate bits a second; the average where it varies
 * @param sampleRate hertz
 */
public record AudioFacts(
        String contentType, Double durationSeconds, Integer bitrate, Integer sampleRate, Integer channels) {

    static AudioFacts of(String contentType) {
        return new AudioFacts(contentType, null, null, null, null);
    }
}
