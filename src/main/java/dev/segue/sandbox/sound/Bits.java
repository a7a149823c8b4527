package dev.segue.sandbox.sound;

/** Writes bits into a block of bytes, the highest first. */
final class Bits {

    private final byte[] bytes;
    private int position;

    Bits(int size) {
        bytes = new byte[size];
    }

    Bits put(int count, int value) {
        for (int bit = count - 1; bit >= 0; bit--, position++) {
            if ((value >> bit & 1) != 0) {
                bytes[position >> 3] |= (byte) (0x80 >> (position & 7));
            }
        }
        return this;
    }

    Bits put(Bits other) {
        for (int i = 0; i < other.position; i++) {
            put(1, other.bytes[i >> 3] >> (7 - (i & 7)) & 1);
        }
        return this;
    }

    int length() {
        return position;
    }

    byte[] bytes() {
        return bytes;
    }
}
