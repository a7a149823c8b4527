package dev.segue.provider;

/**
 * One finished audio file at the provider.
 *
 * @param url often signed and short-lived: used as it is, never re-encoded, never logged
 * @param coverUrl its cover image, or {@code null}
 * @param durationSeconds as the provider tells it, or {@code null}
 */
public record Track(String url, String coverUrl, Double durationSeconds) {

    @Override
    public String toString() {
        return "Track[" + durationSeconds + " s]";
    }
}
