package dev.segue.audio.meter;

import dev.segue.audio.probe.Bytes;
import io.vertx.core.buffer.Buffer;

/** Reads the samples of a RIFF/WAVE file: 8 to 32 bits of PCM, or floating point of 32. */
final class WavEar implements Waveform.Ear {

    private static final int FLOATS = 3;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int CHUNK_HEAD = 8;
    private static final int LONGEST_FORMAT = 26; // of it, what is read
    private static final int STRETCH = 32; // samples that are told of at once
    private static final int LONGEST_HEAD = 64 * 1024;

    private final PeakTrack track;
    private Buffer held = Buffer.buffer();
    private boolean deaf;
    private int channels;
    private int sampleBytes;
    private boolean floats;
    /** Of the samples: what is left to come; negative before they begin. */
    private long left = -1;

    WavEar(PeakTrack track) {
        this.track = track;
    }

    @Override
    public void hear(byte[] bytes) {
        if (deaf) {
            return;
        }
        held.appendBytes(bytes);
        if (left < 0) {
            begin();
        }
        if (left >= 0) {
            samples();
        } else if (held.length() > LONGEST_HEAD) {
            deaf();
        }
    }

    /** Looks for the samples from the start, each time that there is more. */
    private void begin() {
        Bytes head = new Bytes(held.getBytes());
        long at = 12;
        while (at + CHUNK_HEAD <= head.size()) {
            int chunk = (int) at;
            long length = head.little(chunk + 4, 4);
            if (head.says(chunk, "fmt ")) {
                if (chunk + CHUNK_HEAD + Math.min(length, LONGEST_FORMAT) > head.size()) {
                    return;
                }
                format(head, chunk + CHUNK_HEAD, length);
            } else if (head.says(chunk, "data")) {
                left = length == 0 || length == 0xffffffffL ? Long.MAX_VALUE : length;
                held = held.getBuffer(chunk + CHUNK_HEAD, held.length());
                return;
            }
            at += CHUNK_HEAD + length + (length & 1);
        }
    }

    private void format(Bytes head, int at, long length) {
        int tag = (int) head.little(at, 2);
        int kind = tag == EXTENSIBLE && length >= 26 ? (int) head.little(at + 24, 2) : tag;
        channels = (int) head.little(at + 2, 2);
        sampleBytes = (int) head.little(at + 14, 2) / 8;
        floats = kind == FLOATS;
        boolean known = floats ? sampleBytes == 4 : kind == 1 && sampleBytes >= 1 && sampleBytes <= 4;
        if (!known || channels < 1) {
            deaf();
        }
    }

    private void samples() {
        if (deaf || channels == 0) {
            deaf();
            return;
        }
        int frame = channels * sampleBytes;
        int whole = (int) Math.min(held.length(), left) / frame * frame;
        for (int from = 0; from < whole; from += STRETCH * frame) {
            int to = Math.min(whole, from + STRETCH * frame);
            float loudest = 0;
            for (int at = from; at < to; at += sampleBytes) {
                loudest = Math.max(loudest, Math.abs(amplitude(at)));
            }
            track.add(Math.min(1, loudest), (to - from) / frame);
        }
        left -= whole;
        held = held.getBuffer(whole, held.length());
        if (left < frame) {
            deaf();
        }
    }

    private float amplitude(int at) {
        return switch (sampleBytes) {
            case 1 -> (held.getUnsignedByte(at) - 128) / 128f;
            case 2 -> held.getShortLE(at) / 32768f;
            case 3 -> held.getMediumLE(at) / 8388608f;
            default -> floats ? Float.intBitsToFloat(held.getIntLE(at)) : held.getIntLE(at) / 2147483648f;
        };
    }

    private void deaf() {
        deaf = true;
        held = Buffer.buffer();
    }
}
