package dev.segue.sandbox.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Plucked sines, 16 bit, one channel. */
final class Pcm {

    private static final int HEADER = 44;
    private static final double[] FREQUENCIES = {440, 495, 550, 660, 733.3, 880};

    private Pcm() {}

    static byte[] raw(Melody melody, int sampleRate, Duration length) {
        ByteBuffer samples = buffer(2 * samples(sampleRate, length));
        fill(samples, melody, sampleRate);
        return samples.array();
    }

    static byte[] wav(Melody melody, int sampleRate, Duration length) {
        int data = 2 * samples(sampleRate, length);
        ByteBuffer file = buffer(HEADER + data);
        file.put(ascii("RIFF")).putInt(HEADER - 8 + data).put(ascii("WAVEfmt ")).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(sampleRate).putInt(2 * sampleRate);
        file.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(data);
        fill(file, melody, sampleRate);
        return file.array();
    }

    private static void fill(ByteBuffer out, Melody melody, int sampleRate) {
        for (int i = 0; out.hasRemaining(); i++) {
            double seconds = (double) i / sampleRate;
            int step = (int) (seconds / Melody.STEP_SECONDS);
            double sinceStep = seconds - step * Melody.STEP_SECONDS;
            double pluck = Math.min(1, sinceStep * 200) * Math.exp(-8 * sinceStep);
            double wave = Math.sin(2 * Math.PI * FREQUENCIES[melody.note(step)] * sinceStep);
            out.putShort((short) (12000 * pluck * wave));
        }
    }

    private static int samples(int sampleRate, Duration length) {
        return Math.toIntExact(length.toMillis() * sampleRate / 1000);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
