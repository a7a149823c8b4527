package dev.segue.audio.probe;

/**
 * The first frame of an MPEG audio file, past an ID3v2 tag. The number of frames comes from a Xing, Info or VBRI header; without one the
 * bitrate is taken for constant. Layers I and II, and tags longer than the head that was kept, are told by type alone.
 */
final class Mp3Head {

    private static final String TYPE = "audio/mpeg";
    private static final int ID3_HEAD = 10;
    private static final int SEARCH = 4096;
    private static final int[] KBITS_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KBITS_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] RATES_1 = {44100, 48000, 32000};
    private static final int LAYER_3 = 1;
    private static final int MPEG_1 = 3;
    private static final int MPEG_2 = 2;
    private static final int MONO = 3;

    private Mp3Head() {}

    /** A legal frame header, with the frames' layer not that of AAC. */
    static boolean isFrame(Bytes bytes, int at) {
        int version = version(bytes, at);
        int layer = bytes.at(at + 1) >> 1 & 3;
        return at + 4 <= bytes.size()
                && bytes.at(at) == 0xff
                && bytes.at(at + 1) >= 0xe0
                && version != 1
                && layer != 0
                && bytes.at(at + 2) >> 4 != 15
                && (bytes.at(at + 2) >> 2 & 3) != 3;
    }

    static AudioFacts read(Bytes bytes, long total) {
        int start = afterTag(bytes);
        for (int at = start; at < Math.min(start + SEARCH, bytes.size() - 4); at++) {
            if (isFrame(bytes, at)) {
                return (bytes.at(at + 1) >> 1 & 3) == LAYER_3 ? frame(bytes, at, total) : AudioFacts.of(TYPE);
            }
        }
        return AudioFacts.of(TYPE);
    }

    /** Of a frame of layer III, bytes; 0 where there is none, or none whose bitrate is told. */
    static int frameLength(Bytes bytes, int at) {
        if (!isFrame(bytes, at) || (bytes.at(at + 1) >> 1 & 3) != LAYER_3 || bytes.at(at + 2) >> 4 == 0) {
            return 0;
        }
        int padding = bytes.at(at + 2) >> 1 & 1;
        return samples(bytes, at) / 8 * bitrate(bytes, at) / rate(bytes, at) + padding;
    }

    /** Of each channel, in one frame of layer III. */
    static int samples(Bytes bytes, int at) {
        return version(bytes, at) == MPEG_1 ? 1152 : 576;
    }

    static int afterTag(Bytes bytes) {
        if (!bytes.says(0, "ID3")) {
            return 0;
        }
        int size = bytes.at(6) << 21 | bytes.at(7) << 14 | bytes.at(8) << 7 | bytes.at(9);
        boolean footer = (bytes.at(5) & 0x10) != 0;
        return ID3_HEAD + size + (footer ? ID3_HEAD : 0);
    }

    private static AudioFacts frame(Bytes bytes, int at, long total) {
        int version = version(bytes, at);
        boolean mono = bytes.at(at + 3) >> 6 == MONO;
        int rate = rate(bytes, at);
        int samples = samples(bytes, at);
        int bitrate = bitrate(bytes, at);
        int sideInfo = version == MPEG_1 ? (mono ? 17 : 32) : (mono ? 9 : 17);
        long frames = frames(bytes, at + 4 + sideInfo, at + 4 + 32);
        long audio = total - at;
        if (frames > 0) {
            double seconds = (double) frames * samples / rate;
            return new AudioFacts(TYPE, seconds, (int) Math.round(audio * 8 / seconds), rate, mono ? 1 : 2);
        }
        return bitrate == 0
                ? new AudioFacts(TYPE, null, null, rate, mono ? 1 : 2)
                : new AudioFacts(TYPE, audio * 8.0 / bitrate, bitrate, rate, mono ? 1 : 2);
    }

    private static int version(Bytes bytes, int at) {
        return bytes.at(at + 1) >> 3 & 3;
    }

    private static int rate(Bytes bytes, int at) {
        int version = version(bytes, at);
        return RATES_1[bytes.at(at + 2) >> 2 & 3] / (version == MPEG_1 ? 1 : version == MPEG_2 ? 2 : 4);
    }

    private static int bitrate(Bytes bytes, int at) {
        return (version(bytes, at) == MPEG_1 ? KBITS_1 : KBITS_2)[bytes.at(at + 2) >> 4] * 1000;
    }

    private static long frames(Bytes bytes, int xing, int vbri) {
        boolean counted = (bytes.at(xing + 7) & 1) != 0;
        if (counted && (bytes.says(xing, "Xing") || bytes.says(xing, "Info"))) {
            return bytes.big(xing + 8, 4);
        }
        return bytes.says(vbri, "VBRI") ? bytes.big(vbri + 14, 4) : 0;
    }
}
