package dev.segue.api.audio;

import dev.segue.job.AudioFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Under which name a browser would save a file (RFC 6266): the title, made harmless. */
final class AudioFileName {

    private static final int LONGEST = 100;

    private AudioFileName() {}

    static String disposition(String title, int n, AudioFile file) {
        String wanted = title == null
                ? ""
                : title.replaceAll("[\\p{Cntrl}\\p{Cs}\"/\\\\:*?<>|%;]", " ").strip();
        int end = wanted.offsetByCodePoints(0, Math.min(LONGEST, wanted.codePointCount(0, wanted.length())));
        String stem = (wanted.isEmpty() ? "song" : wanted.substring(0, end)) + (n == 0 ? "" : "-" + n);
        String name = stem + extension(file.contentType());
        String plain = name.replaceAll("[^\\x20-\\x7e]", "_");
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "inline; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }

    private static String extension(String contentType) {
        String type = contentType.split(";")[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "audio/mpeg" -> ".mp3";
            case "audio/wav", "audio/x-wav", "audio/vnd.wave" -> ".wav";
            case "audio/flac" -> ".flac";
            case "audio/ogg" -> ".ogg";
            case "audio/mp4", "audio/aac" -> ".m4a";
            case "audio/l16", "audio/pcm" -> ".pcm";
            default -> ".bin";
        };
    }
}
