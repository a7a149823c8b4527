package dev.segue.audio;

import dev.segue.audio.meter.AudioMeter;
import dev.segue.audio.probe.AudioFacts;
import dev.segue.audio.probe.RawPcm;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * A file that is kept, whole.
 *
 * @param sha256 in hexadecimal, lower-case
 * @param durationSeconds seconds; null where the bytes do not tell, as each of the next three
 * @param bitrate bits a second
 * @param sampleRate hertz
 * @param sourceExpiresAt until when the address it came from works; null where that does not say
 * @param waveform 200 peaks, a byte each, 255 for full scale; null where the file is neither mp3 nor WAV
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
        Instant sourceExpiresAt,
        Buffer waveform) {

    static StoredAudio of(AudioKey key, AudioMeter meter, RawPcm asked, Instant sourceExpiresAt) {
        AudioFacts facts = meter.facts(asked);
        return new StoredAudio(
                key,
                facts.contentType(),
                meter.bytes(),
                meter.digest(),
                facts.durationSeconds(),
                facts.bitrate(),
                facts.sampleRate(),
                facts.channels(),
                sourceExpiresAt,
                meter.waveform());
    }
}
