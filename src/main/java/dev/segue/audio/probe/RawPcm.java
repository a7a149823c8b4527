package dev.segue.audio.probe;

/**
 * Samples without a header, 16 bits each: only who asked for them can tell what they are.
 *
 * @param sampleRate hertz, or null
 * @param channels or null
 */
public record RawPcm(Integer sampleRate, Integer channels) {

    private static final int SAMPLE_BYTES = 2;

    AudioFacts facts(long total) {
        String type = "audio/L16" + (sampleRate == null ? "" : ";rate=" + sampleRate)
                + (channels == null ? "" : ";channels=" + channels);
        if (sampleRate == null || channels == null) {
            return new AudioFacts(type, null, null, sampleRate, channels);
        }
        int bytesASecond = sampleRate * channels * SAMPLE_BYTES;
        return new AudioFacts(type, (double) total / bytesASecond, bytesASecond * 8, sampleRate, channels);
    }
}
