package dev.segue.audio.meter;

import dev.segue.audio.probe.Bytes;
import dev.segue.audio.probe.Mp3Header;
import io.vertx.core.buffer.Buffer;

/** Listens to one file as its bytes pass. It computes, so it is a worker's; it holds some 20 KiB, whatever the file's length. */
final class Waveform {

    static final int PEAKS = 200;

    private static final int LOUDEST = 255;
    private static final int UNDECIDED = 12;

    private final PeakTrack track = new PeakTrack();
    private final long announced;
    private Buffer first = Buffer.buffer();
    private Ear ear;

    /** Turns bytes into amplitudes. */
    interface Ear {
        void hear(byte[] bytes);

        /** There is no more. */
        default void end() {}
    }

    /** @param announced length of the whole, bytes; negative where nobody knows */
    Waveform(long announced) {
        this.announced = announced;
    }

    void take(byte[] part) {
        if (ear != null) {
            ear.hear(part);
            return;
        }
        first.appendBytes(part);
        if (first.length() >= UNDECIDED) {
            byte[] held = first.getBytes();
            first = Buffer.buffer();
            ear = ear(new Bytes(held));
            ear.hear(held);
        }
    }

    /** {@link #PEAKS} bytes, 0 to 255; null where there was nothing to hear, or nothing that we can decode. */
    Buffer peaks() {
        if (ear != null) {
            ear.end();
        }
        if (!track.heard()) {
            return null;
        }
        Buffer peaks = Buffer.buffer(PEAKS);
        for (float peak : track.peaks(PEAKS)) {
            peaks.appendByte((byte) Math.round(peak * LOUDEST));
        }
        return peaks;
    }

    private Ear ear(Bytes head) {
        if (head.says(0, "RIFF") && head.says(8, "WAVE")) {
            return new WavEar(track);
        }
        return head.says(0, "ID3") || new Mp3Header(head, 0).isLegal() ? new Mp3Ear(track, announced) : bytes -> {};
    }
}
