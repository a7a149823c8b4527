package dev.segue.audio.probe;

/** The chunks at the start of a RIFF/WAVE file. */
final class WavHead {

    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEAD = 8;

    private WavHead() {}

    static AudioFacts read(Bytes bytes, long total) {
        int channels = 0;
        long sampleRate = 0;
        long bytesASecond = 0;
        long at = FIRST_CHUNK;
        while (at + CHUNK_HEAD <= bytes.size()) {
            int chunk = (int) at;
            long length = bytes.little(chunk + 4, 4);
            long body = at + CHUNK_HEAD;
            if (bytes.says(chunk, "fmt ")) {
                channels = (int) bytes.little(chunk + 10, 2);
                sampleRate = bytes.little(chunk + 12, 4);
                bytesASecond = bytes.little(chunk + 16, 4);
            } else if (bytes.says(chunk, "data")) {
                // Streaming encoders write 0 or the greatest number here, because they do not know yet.
                long rest = total - body;
                return facts(channels, sampleRate, bytesASecond, length == 0 ? rest : Math.min(length, rest));
            }
            at = body + length + (length & 1);
        }
        return AudioFacts.of("audio/wav");
    }

    private static AudioFacts facts(int channels, long sampleRate, long bytesASecond, long data) {
        boolean sane = channels > 0
                && sampleRate > 0
                && sampleRate <= Integer.MAX_VALUE
                && bytesASecond > 0
                && bytesASecond <= Integer.MAX_VALUE / 8;
        return sane
                ? new AudioFacts(
                        "audio/wav", (double) data / bytesASecond, (int) bytesASecond * 8, (int) sampleRate, channels)
                : AudioFacts.of("audio/wav");
    }
}
