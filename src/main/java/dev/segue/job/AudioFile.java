package dev.segue.job;

import java.time.Instant;

/**
 * One audio file that is kept here. Its content type is told from its bytes.
 *
 * @param sha256 of the bytes, lower-case hex
 * @param sourceExpiresAt when the provider's own URL expires, if that is known
 */
public record AudioFile(
        String contentType,
        long bytes,
        Double durationSeconds,
        Integer bitrate,
        Integer sampleRate,
        Integer channels,
        String sha256,
        Instant sourceExpiresAt) {}
