package dev.segue.forecast;

import java.util.Arrays;

/**
 * How long tasks of one route take, from request to audio, in seconds: the latest that were seen, sorted. Where few were seen,
 * what the providers' pages say (50 to 60 s is typical, up to several minutes happens) counts as a few more.
 */
public final class Durations {

    private static final double[] SAID = {35, 45, 50, 55, 60, 75, 120};
    private static final int ENOUGH = 7;

    private final double[] sorted;
    private final int seen;

    private Durations(double[] sorted, int seen) {
        this.sorted = sorted;
        this.seen = seen;
    }

    public static Durations of(double... samples) {
        int said = samples.length >= ENOUGH ? 0 : SAID.length;
        double[] all = Arrays.copyOf(samples, samples.length + said);
        System.arraycopy(SAID, 0, all, samples.length, said);
        Arrays.sort(all);
        return new Durations(all, samples.length);
    }

    /** How many were really seen. */
    public int samples() {
        return seen;
    }

    /** The duration that this part of the tasks stays below; {@code part} from 0 to 1. */
    public double quantile(double part) {
        double position = part * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /**
     * When this part of those tasks will have ended that are still going now.
     *
     * @param elapsed seconds since the request
     * @return seconds from now; where nothing seen took that long, a tenth of what has passed
     */
    public double remaining(double elapsed, double part) {
        int first = firstAfter(elapsed);
        if (first == sorted.length) {
            return Math.max(1, elapsed / 10);
        }
        double position = first + part * (sorted.length - 1 - first);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]) - elapsed;
    }

    /**
     * How much of their work those tasks had done by then, on average, from 0 to 1. Unlike what {@link #remaining} would say of
     * it, it never goes back: that jumps where a group of short tasks lies behind and one of long tasks is left.
     *
     * @param elapsed seconds since the request
     */
    double done(double elapsed) {
        return Arrays.stream(sorted)
                .map(whole -> elapsed < whole ? elapsed / whole : 1)
                .average()
                .orElse(0);
    }

    private int firstAfter(double elapsed) {
        int found = Arrays.binarySearch(sorted, Math.nextUp(elapsed));
        int first = found < 0 ? -found - 1 : found;
        while (first > 0 && sorted[first - 1] > elapsed) {
            first--;
        }
        return first;
    }
}
