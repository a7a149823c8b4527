package dev.segue.audio.probe;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Until when a signed address works, where its query says so: {@code Expires} in seconds since 1970 (OSS, CloudFront, S3 of old), or a date
 * and a span in seconds ({@code X-Amz-…}, {@code X-Goog-…}, {@code x-oss-…}).
 */
public final class SourceExpiry {

    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private SourceExpiry() {}

    /** Null where the address does not say, or says it in a way that we do not read. */
    public static Instant of(String url) {
        Map<String, String> query = query(url);
        try {
            for (String signer : new String[] {"x-amz-", "x-goog-", "x-oss-"}) {
                String date = query.get(signer + "date");
                String span = query.get(signer + "expires");
                if (date != null && span != null) {
                    return LocalDateTime.parse(date, BASIC)
                            .toInstant(ZoneOffset.UTC)
                            .plusSeconds(Long.parseLong(span));
                }
            }
            String expires = query.get("expires");
            return expires == null ? null : Instant.ofEpochSecond(Long.parseLong(expires));
        } catch (DateTimeException | NumberFormatException | ArithmeticException unread) {
            return null;
        }
    }

    private static Map<String, String> query(String url) {
        Map<String, String> query = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int start = url.indexOf('?');
        if (start >= 0) {
            for (String pair : url.substring(start + 1).split("#", 2)[0].split("&")) {
                String[] parts = pair.split("=", 2);
                if (parts.length == 2) {
                    query.putIfAbsent(parts[0], parts[1]);
                }
            }
        }
        return query;
    }
}
