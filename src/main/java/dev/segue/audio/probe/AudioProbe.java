package dev.segue.audio.probe;

/** Tells audio from its first bytes, never from what a server or a file name calls it. */
public final class AudioProbe {

    public static final int HEAD = 64 * 1024;

    private AudioProbe() {}

    /**
     * @param head at most the first {@link #HEAD} bytes
     * @param total length of the whole, bytes
     * @param asked what the request asked for, where that was raw PCM; else null
     */
    public static AudioFacts probe(byte[] head, long total, RawPcm asked) {
        Bytes bytes = new Bytes(head);
        if (bytes.says(0, "RIFF") && bytes.says(8, "WAVE")) {
            return WavHead.read(bytes, total);
        }
        if (bytes.says(0, "ID3")) {
            return Mp3Head.read(bytes, total);
        }
        if (bytes.says(0, "fLaC")) {
            return AudioFacts.of("audio/flac");
        }
        if (bytes.says(0, "OggS")) {
            return AudioFacts.of("audio/ogg");
        }
        if (bytes.says(4, "ftyp")) {
            return AudioFacts.of("audio/mp4");
        }
        // Two bytes of any samples may look like a frame of MP3 or AAC, so raw PCM goes first.
        if (asked != null) {
            return asked.facts(total);
        }
        if (bytes.at(0) == 0xff && (bytes.at(1) & 0xf6) == 0xf0) {
            return AudioFacts.of("audio/aac");
        }
        return new Mp3Header(bytes, 0).isLegal()
                ? Mp3Head.read(bytes, total)
                : AudioFacts.of("application/octet-stream");
    }
}
