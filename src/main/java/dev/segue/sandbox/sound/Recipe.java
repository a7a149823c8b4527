package dev.segue.sandbox.sound;

import java.time.Duration;
import java.util.Locale;

/**
 * All that a song is made from; equal recipes give equal bytes.
 *
 * @param words what the melody is derived from
 * @param bitrate in bits a second, of an mp3; the nearest one that MPEG knows is taken
 */
public record Recipe(String words, Format format, int sampleRate, int bitrate, Duration length) {

    /** How the song is written down. */
    public enum Format {
        MP3("audio/mpeg"),
        WAV("audio/wav"),
        /** Signed 16 bit, little endian, one channel, no header. */
        PCM("application/octet-stream");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        public String contentType() {
            return contentType;
        }

        public String extension() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Costs tens of milliseconds of CPU for a long WAV: not for an event loop. */
    public byte[] cook() {
        Melody melody = Melody.of(words);
        return switch (format) {
            case MP3 -> new Mp3(sampleRate, bitrate).write(melody, length);
            case WAV -> Pcm.wav(melody, sampleRate, length);
            case PCM -> Pcm.raw(melody, sampleRate, length);
        };
    }
}
