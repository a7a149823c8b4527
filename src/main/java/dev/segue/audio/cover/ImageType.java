package dev.segue.audio.cover;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells images from their first bytes. SVG is none: it can hold scripts, and would run them under our address. */
final class ImageType {

    static final int HEAD = 12;

    private ImageType() {}

    static Optional<String> of(byte[] head) {
        String text = new String(head, 0, Math.min(HEAD, head.length), StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return Optional.of("image/gif");
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return Optional.of("image/webp");
        }
        return text.startsWith("ftypavif", 4) ? Optional.of("image/avif") : Optional.empty();
    }
}
