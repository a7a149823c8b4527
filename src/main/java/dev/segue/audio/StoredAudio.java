package dev.segue.audio;

import dev.segue.audio.probe.AudioFacts;
import java.time.Instant;

/**
 * A file that is kept, whole.
 *
 * @param sha256 in hexadecimal, lower-case
 * @param durationSeconds seconds; null where the bytes do not tell, as each of the next three
 * @param bitrate bits a second
 * @param sampleRate hertz
 * @param sourceExpiresAt until when the address it came from works; null where that does not say
 */
public record StoredAudio(
        AudioKey key,
        String contentType,
        long bytes,
        String sha256,
        Double durationSeconds,
        Integer bitrate,
        Integer sampleRate,
        Integer channels,
        Instant sourceExpiresAt) {

    static StoredAudio of(AudioKey key, AudioFacts facts, long bytes, String sha256, Instant sourceExpiresAt) {
        return new StoredAudio(
                key,
                facts.contentType(),
                bytes,
                sha256,
                facts.durationSeconds(),
                facts.bitrate(),
                facts.sampleRate(),
                facts.channels(),
                sourceExpiresAt);
    }
}
