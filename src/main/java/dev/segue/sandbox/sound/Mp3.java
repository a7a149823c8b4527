package dev.segue.sandbox.sound;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * Writes a melody as MPEG Layer III frames, one channel, constant bitrate. Nothing is encoded: an mp3 stores spectral lines, so a
 * note is written as the one line that it is, and needs neither filter bank nor psychoacoustics nor a library.
 *
 * <p>Line {@code k} sounds at {@code (2k + 1) * sampleRate / 2304} Hz, so the scale is a choice of odd numbers near 8:9:10:12:13:16.
 */
final class Mp3 {

    private static final int LINES = 576;
    /** Lines are written up to here; the notes are all below. */
    private static final int WRITTEN = 64;

    private static final int[] BITRATES_1 = {32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] BITRATES_2 = {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] SCALE_1 = {31, 35, 39, 47, 51, 63};
    private static final int[] SCALE_2 = {63, 71, 79, 95, 105, 127};
    private static final int LOUDEST = 204;

    private final int sampleRate;
    /** MPEG-1 has two granules a frame; MPEG-2, for the low sample rates, has one. */
    private final boolean mpeg1;

    private final int bitrateIndex;
    private final int bitrate;

    Mp3(int sampleRate, int bitrate) {
        this.sampleRate = sampleRate;
        mpeg1 = sampleRate >= 32000;
        int[] known = mpeg1 ? BITRATES_1 : BITRATES_2;
        bitrateIndex = IntStream.range(0, known.length)
                .reduce((a, b) -> Math.abs(known[b] * 1000 - bitrate) < Math.abs(known[a] * 1000 - bitrate) ? b : a)
                .orElseThrow();
        this.bitrate = known[bitrateIndex] * 1000;
    }

    byte[] write(Melody melody, Duration length) {
        int granules = mpeg1 ? 2 : 1;
        int frames = (int) Math.ceil(length.toMillis() * sampleRate / 1000.0 / (granules * LINES));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        long bytesDue = 0;
        for (int frame = 0; frame < frames; frame++) {
            // What does not divide evenly is made up for by a byte of padding now and then.
            long bytesEnd = (frame + 1L) * granules * LINES / 8 * bitrate / sampleRate;
            int unpadded = granules * LINES / 8 * bitrate / sampleRate;
            int size = (int) Math.min(unpadded + 1, bytesEnd - bytesDue);
            bytesDue += size;
            file.writeBytes(frame(melody, frame * granules, size, size - unpadded));
        }
        return file.toByteArray();
    }

    private byte[] frame(Melody melody, int firstGranule, int size, int padding) {
        Bits frame = new Bits(size);
        frame.put(15, mpeg1 ? 0x7ffd : 0x7ff9).put(1, 1);
        frame.put(4, bitrateIndex + 1).put(2, sampleRateIndex()).put(1, padding).put(1, 0);
        frame.put(8, 0xc0);
        frame.put(mpeg1 ? 18 : 9, 0);
        Bits spectrum = new Bits(size);
        for (int granule = firstGranule; granule < firstGranule + (mpeg1 ? 2 : 1); granule++) {
            int before = spectrum.length();
            int note = note(melody, granule);
            lines(spectrum, note, granule);
            sideInformation(frame, spectrum.length() - before, gain(granule));
        }
        return frame.put(spectrum).bytes();
    }

    /** One table for all regions, no scale factors: what is left to say is length and gain. */
    private void sideInformation(Bits frame, int bits, int gain) {
        frame.put(12, bits).put(9, WRITTEN / 2).put(8, gain);
        frame.put(mpeg1 ? 4 : 9, 0).put(1, 0);
        frame.put(5, 1).put(5, 1).put(5, 1).put(4, 0).put(3, 0);
        frame.put(mpeg1 ? 3 : 2, 0);
    }

    /** Huffman table 1, which knows pairs of 0 and 1; in each pair at most one line is on. */
    private static void lines(Bits out, int on, int granule) {
        for (int line = 0; line < WRITTEN; line += 2) {
            if (on == line) {
                out.put(2, 1).put(1, sign(on, granule));
            } else if (on == line + 1) {
                out.put(3, 1).put(1, sign(on, granule));
            } else {
                out.put(1, 1);
            }
        }
    }

    /** A steady tone on line k turns by (k + 1/2) half circles from one granule to the next; this is that turn's sign. */
    private static int sign(int line, int granule) {
        int quarterTurns = (2 * (line % 18) + 1) * granule;
        int quadrant = Math.floorMod(quarterTurns, 4);
        return quadrant == 1 || quadrant == 2 ? 1 : 0;
    }

    private int note(Melody melody, int granule) {
        int odd = (mpeg1 ? SCALE_1 : SCALE_2)[melody.note((int) (seconds(granule) / Melody.STEP_SECONDS))];
        return (odd - 1) / 2;
    }

    /** Each note dies away, 1.5 dB a unit. */
    private int gain(int granule) {
        return LOUDEST - (int) (seconds(granule) % Melody.STEP_SECONDS * 40);
    }

    private double seconds(int granule) {
        return (double) granule * LINES / sampleRate;
    }

    private int sampleRateIndex() {
        return switch (sampleRate) {
            case 44100 -> 0;
            case 24000 -> 1;
            case 32000, 16000 -> 2;
            default -> throw new IllegalArgumentException("no sample rate of ours: " + sampleRate);
        };
    }
}
