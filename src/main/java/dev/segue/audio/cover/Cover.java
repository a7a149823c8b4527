package dev.segue.audio.cover;

/**
 * A cover image that is kept.
 *
 * @param contentType told from its bytes
 * @param sha256 of the bytes, lower-case hex
 */
public record Cover(String contentType, long bytes, String sha256) {}
