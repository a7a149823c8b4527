package dev.segue.audio.meter;

import dev.segue.audio.probe.Bytes;
import dev.segue.audio.probe.Id3;
import dev.segue.audio.probe.Mp3Header;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts an mp3 into its frames, however its bytes come. What is no frame is left out. */
final class Mp3Frames {

    private static final int LONGEST_FRAME = 2048;

    private byte[] held = {};
    private long tag = -1;

    void take(byte[] part, Consumer<Mp3Frame> frames) {
        byte[] all = join(held, part);
        Bytes view = new Bytes(all);
        int at = tag(view);
        while (at + Mp3Header.LENGTH <= all.length) {
            int length = new Mp3Header(view, at).frameLength();
            if (length <= 0) {
                at++;
            } else if (at + length > all.length) {
                break;
            } else {
                frames.accept(new Mp3Frame(Arrays.copyOfRange(all, at, at + length)));
                at += length;
            }
        }
        held = at >= all.length ? new byte[0] : Arrays.copyOfRange(all, at, all.length);
    }

    /** How much of these bytes is the tag before the first frame. */
    private int tag(Bytes all) {
        if (tag < 0) {
            tag = Id3.length(all);
        }
        int now = (int) Math.min(tag, all.size());
        tag -= now;
        return now;
    }

    private static byte[] join(byte[] first, byte[] second) {
        // What never becomes a frame must not pile up.
        byte[] kept = first.length > LONGEST_FRAME ? new byte[0] : first;
        byte[] all = Arrays.copyOf(kept, kept.length + second.length);
        System.arraycopy(second, 0, all, kept.length, second.length);
        return all;
    }
}
