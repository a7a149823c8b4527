package dev.segue.intake;

import java.time.Duration;

/**
 * The conditions on which a door of ours lets requests in, besides what the caller says.
 *
 * @param sharedKey creates of one caller with the same key are one job for as long as it runs; {@code null}: each is a job
 * @param longestWait for a slot, as far as it can be foreseen: what would wait longer is not let in; {@code null}: it waits
 * @param webhookFormat in which the caller's server is told, or {@code null} for our own
 */
public record Conditions(String sharedKey, Duration longestWait, String webhookFormat) {

    public static final Conditions NONE = new Conditions(null, null, null);
}
