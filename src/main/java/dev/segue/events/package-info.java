/**
 * This package tells listeners that a job moved, here and on the other replicas, and replays what they missed.
 *
 * <p>Rows are the truth, notifications are speed: every listener reads on from a position, each sequence is read once for all
 * its listeners here, and what wakes them may be late, doubled or missing. See docs/adr/0003.
 */
package dev.segue.events;
