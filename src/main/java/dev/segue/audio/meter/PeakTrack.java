package dev.segue.audio.meter;

import java.util.Arrays;

/**
 * The greatest amplitudes of a recording whose length shows only at its end: a fixed number of bins, each over twice as many samples whenever
 * they run out.
 */
final class PeakTrack {

    private static final int BINS = 4096;
    private static final float UNHEARD = -1;

    private final float[] bins = new float[BINS];
    private long samples;
    private long span = 32;

    PeakTrack() {
        Arrays.fill(bins, UNHEARD);
    }

    /** @param amplitude the greatest of the next samples, 0 to 1 */
    void add(float amplitude, long number) {
        long end = samples + number;
        while (end > BINS * span) {
            fold();
        }
        for (int bin = (int) (samples / span); bin <= (end - 1) / span; bin++) {
            bins[bin] = Math.max(bins[bin], amplitude);
        }
        samples = end;
    }

    /** Samples that are there and were not listened to. */
    void skip(long number) {
        samples += number;
    }

    boolean heard() {
        for (float bin : bins) {
            if (bin >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Each is the greatest of its share of the recording, 0 to 1; what was not listened to is as loud as what came before. */
    float[] peaks(int number) {
        float[] peaks = new float[number];
        int used = (int) Math.min(BINS, (samples + span - 1) / span);
        float last = 0;
        for (int i = 0; i < number && used > 0; i++) {
            int from = (int) ((long) i * used / number);
            int to = Math.max(from + 1, (int) ((i + 1L) * used / number));
            float peak = UNHEARD;
            for (int bin = from; bin < to; bin++) {
                peak = Math.max(peak, bins[bin]);
            }
            last = peak < 0 ? last : Math.min(1, peak);
            peaks[i] = last;
        }
        return peaks;
    }

    private void fold() {
        for (int bin = 0; bin < BINS / 2; bin++) {
            bins[bin] = Math.max(bins[2 * bin], bins[2 * bin + 1]);
        }
        Arrays.fill(bins, BINS / 2, BINS, UNHEARD);
        span *= 2;
    }
}
