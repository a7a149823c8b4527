package dev.segue.audio.probe;

import java.nio.charset.StandardCharsets;

/** The head of a file, read with both byte orders; everything beyond it reads as zero. */
public record Bytes(byte[] head) {

    public int size() {
        return head.length;
    }

    public int at(int index) {
        return index >= 0 && index < head.length ? head[index] & 0xff : 0;
    }

    public boolean says(int index, String ascii) {
        byte[] wanted = ascii.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < wanted.length; i++) {
            if (at(index + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    public long big(int index, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | at(index + i);
        }
        return value;
    }

    public long little(int index, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | at(index + i);
        }
        return value;
    }
}
