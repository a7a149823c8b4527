package dev.segue.audio.probe;

/** The four bytes at the head of an MPEG audio frame: ISO 11172-3 and 13818-3, and MPEG 2.5 for the lowest rates. */
public record Mp3Header(Bytes bytes, int at) {

    /** Bytes. */
    public static final int LENGTH = 4;

    private static final int[] KBITS_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KBITS_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] RATES_1 = {44100, 48000, 32000};
    private static final int LAYER_3 = 1;
    private static final int MPEG_1 = 3;
    private static final int MPEG_2 = 2;
    private static final int MONO = 3;

    /** A legal header, with the layer not that of AAC. */
    public boolean isLegal() {
        return at + LENGTH <= bytes.size()
                && bytes.at(at) == 0xff
                && bytes.at(at + 1) >= 0xe0
                && version() != 1
                && layer() != 0
                && bytes.at(at + 2) >> 4 != 15
                && (bytes.at(at + 2) >> 2 & 3) != 3;
    }

    public boolean isLayer3() {
        return layer() == LAYER_3;
    }

    public boolean isMpeg1() {
        return version() == MPEG_1;
    }

    /** Of the frame, bytes; 0 where there is none of layer III, or none whose bitrate is told. */
    public int frameLength() {
        if (!isLegal() || !isLayer3() || bitrate() == 0) {
            return 0;
        }
        int padding = bytes.at(at + 2) >> 1 & 1;
        return samples() / 8 * bitrate() / rate() + padding;
    }

    /** Of each channel, in one frame of layer III. */
    public int samples() {
        return isMpeg1() ? 1152 : 576;
    }

    public int channels() {
        return bytes.at(at + 3) >> 6 == MONO ? 1 : 2;
    }

    /** Samples a second. */
    public int rate() {
        return RATES_1[bytes.at(at + 2) >> 2 & 3] / (isMpeg1() ? 1 : version() == MPEG_2 ? 2 : 4);
    }

    /** Bits a second; 0 where it is not told. */
    public int bitrate() {
        return (isMpeg1() ? KBITS_1 : KBITS_2)[bytes.at(at + 2) >> 4] * 1000;
    }

    /** Where the side information of layer III begins, behind a checksum if there is one. */
    public int sideInfo() {
        boolean checked = (bytes.at(at + 1) & 1) == 0;
        return at + LENGTH + (checked ? 2 : 0);
    }

    /** Bytes. */
    public int sideInfoLength() {
        boolean mono = channels() == 1;
        return isMpeg1() ? (mono ? 17 : 32) : (mono ? 9 : 17);
    }

    /** As a Xing, Info or VBRI header in this frame, the first of its file, tells it; 0 without one. */
    public long framesOfFile() {
        int xing = at + LENGTH + sideInfoLength(); // as encoders count it, without a checksum
        int vbri = at + LENGTH + 32;
        boolean counted = (bytes.at(xing + 7) & 1) != 0;
        if (counted && (bytes.says(xing, "Xing") || bytes.says(xing, "Info"))) {
            return bytes.big(xing + 8, 4);
        }
        return bytes.says(vbri, "VBRI") ? bytes.big(vbri + 14, 4) : 0;
    }

    private int version() {
        return bytes.at(at + 1) >> 3 & 3;
    }

    private int layer() {
        return bytes.at(at + 1) >> 1 & 3;
    }
}
