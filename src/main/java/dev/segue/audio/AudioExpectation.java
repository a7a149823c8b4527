package dev.segue.audio;

import dev.segue.audio.probe.RawPcm;

/**
 * What the request asked for: it names raw PCM, whose bytes tell nothing. All else is told by the bytes.
 *
 * @param format as in the request, or null
 * @param sampleRate hertz, or null
 * @param channels or null
 */
public record AudioExpectation(String format, Integer sampleRate, Integer channels) {

    /** The request said nothing of the format. */
    public static final AudioExpectation NONE = new AudioExpectation(null, null, null);

    /** Null unless raw PCM was asked for. */
    RawPcm rawPcm() {
        return "pcm".equalsIgnoreCase(format) ? new RawPcm(sampleRate, channels) : null;
    }
}
