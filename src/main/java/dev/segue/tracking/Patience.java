package dev.segue.tracking;

import dev.segue.audio.AudioCopyException.SourceExpired;
import dev.segue.audio.AudioCopyException.SourceRefused;
import dev.segue.audio.AudioCopyException.SourceUnavailable;
import dev.segue.audio.AudioCopyException.TooLarge;
import dev.segue.audio.probe.SourceExpiry;
import dev.segue.job.Job;
import dev.segue.provider.Track;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How long a finished song whose audio does not come is worth another try. */
final class Patience {

    /** With a source whose address does not say how long it works. */
    private static final Duration SHORT = Duration.ofMinutes(30);

    /** With one that gives out fresh addresses for ever, none of which brings the audio. */
    private static final Duration LONG = Duration.ofDays(1);

    /** How often an address may have expired before it came to us. */
    private static final int STALE_ADDRESSES = 3;

    private final Clock clock;

    Patience(Clock clock) {
        this.clock = clock;
    }

    /**
     * Whether another try makes no sense. Where we could not keep it, it always does.
     *
     * @param failures tries that failed before this one
     */
    boolean lost(Job job, List<Track> tracks, int failures, Throwable failure) {
        if (failure instanceof SourceRefused || failure instanceof TooLarge) {
            return true;
        }
        if (!(failure instanceof SourceExpired || failure instanceof SourceUnavailable)) {
            return false;
        }
        Instant now = clock.instant();
        Optional<Instant> expiry = tracks.stream()
                .map(track -> SourceExpiry.of(track.url()))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
        if (expiry.isPresent() && now.isAfter(expiry.get())) {
            return failures >= STALE_ADDRESSES;
        }
        Duration since = Duration.between(job.lastAttempt().endedAt(), now);
        return since.compareTo(expiry.isPresent() ? LONG : SHORT) > 0;
    }
}
