package dev.segue.audio.meter;

import dev.segue.audio.probe.Bytes;
import dev.segue.audio.probe.Mp3Header;

/** A frame of MPEG layer III, whole. */
record Mp3Frame(byte[] bytes) {

    private static final int GRANULE_1 = 59; // bits of side information
    private static final int GRANULE_2 = 63;
    private static final int GAIN = 21;

    Mp3Header header() {
        return new Mp3Header(new Bytes(bytes), 0);
    }

    /**
     * The greatest global gain of its granules and channels, 0 to 255: how far the decoder will turn up what the frame holds, in quarters of
     * a doubling. It costs no decoding. Where the side information has it: ISO 11172-3 and 13818-3, 2.4.1.7.
     */
    int gain() {
        Mp3Header header = header();
        boolean first = header.isMpeg1();
        int channels = header.channels();
        int before = first ? 9 + (channels == 1 ? 5 : 3) + 4 * channels : 8 + channels;
        int granules = channels * (first ? 2 : 1);
        int loudest = 0;
        for (int granule = 0; granule < granules; granule++) {
            int at = 8 * header.sideInfo() + before + granule * (first ? GRANULE_1 : GRANULE_2);
            boolean empty = bits(at, 12) == 0;
            loudest = Math.max(loudest, empty ? 0 : bits(at + GAIN, 8));
        }
        return loudest;
    }

    /** How many bytes before it its first granule's data begin, among the data of the frames before. */
    int reservoir() {
        return bits(8 * header().sideInfo(), header().isMpeg1() ? 9 : 8);
    }

    /** Bytes that it holds for itself or for frames after it. */
    int data() {
        Mp3Header header = header();
        return bytes.length - header.sideInfo() - header.sideInfoLength();
    }

    private int bits(int at, int number) {
        int value = 0;
        for (int bit = at; bit < at + number; bit++) {
            int octet = bit / 8 < bytes.length ? bytes[bit / 8] : 0;
            value = value << 1 | octet >> 7 - bit % 8 & 1;
        }
        return value;
    }
}
