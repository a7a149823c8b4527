package dev.segue.intake;

import java.time.Duration;

/**
 * On which terms a door of ours lets requests in, besides what the caller says.
 *
 * @param sharedKey creates of one caller with the same key are one job for as long as it runs; {@code null}: each is a job
 * @param longestWait for a slot, as far as it can be foreseen: what would wait longer is not let in; {@code null}: it waits
 * @param webhookFormat in which the caller's server is told, or {@code null} for our own
 */
public record Terms(String sharedKey, Duration longestWait, String webhookFormat) {

    public static final Terms NONE = new Terms(null, null, null);
}
