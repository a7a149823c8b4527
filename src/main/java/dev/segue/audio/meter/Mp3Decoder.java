package dev.segue.audio.meter;

import java.io.InputStream;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.SampleBuffer;

/** Decodes the frames that it is given. Each leans on those just before it: on their bytes, and on what overlaps from them. */
final class Mp3Decoder {

    /** Nothing could be made of a frame: whatever is wrong with it, the next may be right. */
    static final float NOTHING = -1;

    private static final float FULL_SCALE = 32768f;

    private Feed feed = new Feed();
    private Bitstream stream;
    private Decoder decoder;

    /** Forgets what came before: of the next frames, those that lean on it are passed over, and not decoded from the wrong bytes. */
    void restart() {
        decoder = new Decoder();
    }

    /** The greatest amplitude in any channel, 0 to 1, or {@link #NOTHING}. */
    float loudest(Mp3Frame frame) {
        try {
            feed.give(frame.bytes());
            if (stream == null) {
                stream = new Bitstream(feed);
                decoder = new Decoder();
            }
            Header header = stream.readFrame();
            if (header == null) {
                return NOTHING;
            }
            SampleBuffer decoded = (SampleBuffer) decoder.decodeFrame(header, stream);
            stream.closeFrame();
            return loudest(decoded.getBuffer(), decoded.getBufferLength());
        } catch (JavaLayerException | RuntimeException broken) {
            stream = null;
            feed = new Feed();
            return NOTHING;
        }
    }

    private static float loudest(short[] samples, int number) {
        int loudest = 0;
        for (int at = 0; at < number; at++) {
            loudest = Math.max(loudest, Math.abs(samples[at]));
        }
        return loudest / FULL_SCALE;
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
