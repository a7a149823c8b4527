package dev.segue.audio.probe;

/** The ID3v2 tag at the start of an mp3, which may hold a picture of any size. */
public final class Id3 {

    private static final int HEAD = 10;

    private Id3() {}

    /** Bytes; 0 without a tag. */
    public static int length(Bytes bytes) {
        if (!bytes.says(0, "ID3")) {
            return 0;
        }
        int size = bytes.at(6) << 21 | bytes.at(7) << 14 | bytes.at(8) << 7 | bytes.at(9);
        boolean footer = (bytes.at(5) & 0x10) != 0;
        return HEAD + size + (footer ? HEAD : 0);
    }
}
