package dev.segue.audio.probe;

/**
 * The first frame of an MPEG audio file, past an ID3v2 tag. The number of frames comes from a Xing, Info or VBRI header; without one the
 * bitrate is taken for constant. Layers I and II, and tags longer than the head that was kept, are told by type alone.
 */
final class Mp3Head {

    private static final String TYPE = "audio/mpeg";
    private static final int SEARCH = 4096;

    private Mp3Head() {}

    static AudioFacts read(Bytes bytes, long total) {
        int start = Id3.length(bytes);
        for (int at = start; at < Math.min(start + SEARCH, bytes.size() - Mp3Header.LENGTH); at++) {
            Mp3Header header = new Mp3Header(bytes, at);
            if (header.isLegal()) {
                return header.isLayer3() ? facts(header, total - at) : AudioFacts.of(TYPE);
            }
        }
        return AudioFacts.of(TYPE);
    }

    private static AudioFacts facts(Mp3Header header, long audio) {
        int rate = header.rate();
        int bitrate = header.bitrate();
        long frames = header.framesOfFile();
        if (frames > 0) {
            double seconds = (double) frames * header.samples() / rate;
            return new AudioFacts(TYPE, seconds, (int) Math.round(audio * 8 / seconds), rate, header.channels());
        }
        return bitrate == 0
                ? new AudioFacts(TYPE, null, null, rate, header.channels())
                : new AudioFacts(TYPE, audio * 8.0 / bitrate, bitrate, rate, header.channels());
    }
}
