package dev.segue.audio.probe;

import java.io.InputStream;
import java.util.Arrays;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.SampleBuffer;

/**
 * Decodes MPEG layer III frame by frame. Of a long song only some frames are decoded, in runs spread evenly: decoding all would cost more than
 * everything else that is done with a song.
 */
final class Mp3Ear implements Waveform.Ear {

    /** Frames in a row that are decoded. */
    private static final int RUN = 8;

    private static final int RUNS_A_PEAK = 2;

    /** The first of a run, when frames before it were left out: they lean on those, and are not listened to. */
    private static final int WARM_UP = 2;

    private static final int LONGEST_FRAME = 2048;
    private static final float FULL_SCALE = 32768f;

    private final PeakTrack track;
    private final long announced;
    private byte[] held = {};
    private long skip = -1;
    private long frames;
    private int every;
    private Feed feed = new Feed();
    private Bitstream stream;
    private Decoder decoder;

    Mp3Ear(PeakTrack track, long announced) {
        this.track = track;
        this.announced = announced;
    }

    @Override
    public void hear(byte[] bytes) {
        byte[] all = join(held, bytes);
        int at = tag(all);
        while (at + 4 <= all.length) {
            Bytes view = new Bytes(all);
            int length = Mp3Head.frameLength(view, at);
            if (length <= 0) {
                at++;
            } else if (at + length > all.length) {
                break;
            } else {
                frame(Arrays.copyOfRange(all, at, at + length), Mp3Head.samples(view, at));
                at += length;
            }
        }
        held = at >= all.length ? new byte[0] : Arrays.copyOfRange(all, at, all.length);
    }

    /** How much of these bytes is an ID3v2 tag, which may hold a picture of any size. */
    private int tag(byte[] all) {
        if (skip < 0) {
            skip = Mp3Head.afterTag(new Bytes(all));
        }
        int now = (int) Math.min(skip, all.length);
        skip -= now;
        return now;
    }

    private void frame(byte[] frame, int samples) {
        if (every == 0) {
            long expected = announced < 0 ? 0 : announced / frame.length;
            long spread = expected / (Waveform.PEAKS * RUNS_A_PEAK);
            every = spread < RUN + RUN / 2 ? RUN : (int) Math.min(Integer.MAX_VALUE, spread);
        }
        long place = frames++ % every;
        if (place >= RUN) {
            track.skip(samples);
            return;
        }
        short[] heard = decode(frame);
        if (heard == null || every > RUN && place < WARM_UP) {
            track.skip(samples);
        } else {
            listen(heard, samples);
        }
    }

    private void listen(short[] heard, int samples) {
        int channels = Math.max(1, heard.length / samples);
        for (int at = 0; at + channels <= heard.length; at += channels) {
            int loudest = 0;
            for (int channel = 0; channel < channels; channel++) {
                loudest = Math.max(loudest, Math.abs(heard[at + channel]));
            }
            track.add(loudest / FULL_SCALE);
        }
    }

    /** Null where there is nothing to be made of it: whatever is wrong with a frame, the next may be right. */
    private short[] decode(byte[] frame) {
        try {
            feed.give(frame);
            if (stream == null) {
                stream = new Bitstream(feed);
                decoder = new Decoder();
            }
            Header header = stream.readFrame();
            if (header == null) {
                return null;
            }
            SampleBuffer decoded = (SampleBuffer) decoder.decodeFrame(header, stream);
            stream.closeFrame();
            return Arrays.copyOf(decoded.getBuffer(), decoded.getBufferLength());
        } catch (JavaLayerException | RuntimeException broken) {
            stream = null;
            feed = new Feed();
            return null;
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        // What never becomes a frame must not pile up.
        byte[] kept = first.length > LONGEST_FRAME ? new byte[0] : first;
        byte[] all = Arrays.copyOf(kept, kept.length + second.length);
        System.arraycopy(second, 0, all, kept.length, second.length);
        return all;
    }

    /** Has one frame at a time, and is at its end in between. */
    private static final class Feed extends InputStream {

        private byte[] frame = {};
        private int at;

        void give(byte[] next) {
            frame = next;
            at = 0;
        }

        @Override
        public int read() {
            return at < frame.length ? frame[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (at >= frame.length) {
                return length == 0 ? 0 : -1;
            }
            int read = Math.min(length, frame.length - at);
            System.arraycopy(frame, at, into, offset, read);
            at += read;
            return read;
        }
    }
}
