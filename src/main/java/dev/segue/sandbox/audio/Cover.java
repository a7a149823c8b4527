package dev.segue.sandbox.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A record sleeve in two colours of its own: a PNG of 96 by 96 pixels. */
final class Cover {

    private static final int SIZE = 96;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Cover() {}

    static byte[] png(String name) {
        int seed = name.hashCode();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        // A byte a pixel, an index into the palette.
        byte[] shape = {8, 3, 0, 0, 0};
        chunk(
                file,
                "IHDR",
                ByteBuffer.allocate(13).putInt(SIZE).putInt(SIZE).put(shape).array());
        chunk(file, "PLTE", new byte[] {
            (byte) (seed | 0x80), (byte) (seed >> 8 | 0x80), (byte) (seed >> 16 | 0x80), // light
            (byte) (seed >> 3 & 0x3f), (byte) (seed >> 11 & 0x3f), (byte) (seed >> 19 & 0x3f) // dark
        });
        chunk(file, "IDAT", deflated(pixels()));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    /** A dark disc with a light hole; each line begins with a byte that says how it is filtered: not at all. */
    private static byte[] pixels() {
        byte[] pixels = new byte[SIZE * (SIZE + 1)];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                double radius = Math.hypot(x - SIZE / 2.0, y - SIZE / 2.0);
                pixels[y * (SIZE + 1) + 1 + x] = (byte) (radius > 4 && radius < 34 ? 1 : 0);
            }
        }
        return pixels;
    }

    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater();
        deflater.setInput(plain);
        deflater.finish();
        byte[] packed = new byte[plain.length];
        int length = deflater.deflate(packed);
        deflater.end();
        return ByteBuffer.allocate(length).put(packed, 0, length).array();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        byte[] body = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 check = new CRC32();
        check.update(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
