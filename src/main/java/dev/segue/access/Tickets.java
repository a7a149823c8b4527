package dev.segue.access;

import dev.segue.signature.Hmac;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Short-lived permissions to read one job, for browsers: they cannot set headers on an event stream or an audio element, and
 * keys do not belong in them. A ticket is its expiry in clear, and a signature over it, the job and the use; whose job it is it
 * tells nobody.
 */
@ApplicationScoped
public class Tickets {

    private final Secrets secrets;
    private final Duration lifetime;
    private final Clock clock;

    private volatile Hmac key;

    /** What a ticket opens. */
    public enum Use {
        EVENTS,
        /** The files, their waveforms and the cover. */
        AUDIO
    }

    @Inject
    Tickets(Secrets secrets, AuthConfig config, Clock clock) {
        this.secrets = secrets;
        this.lifetime = config.ticketLifetime();
        this.clock = clock;
    }

    /** Waits, on the thread that starts the application, until the key is there: the port opens afterwards. */
    void start(@Observes @Priority(100) StartupEvent event) {
        use(secrets.awaited("ticket-key"));
    }

    void use(byte[] shared) {
        key = new Hmac(shared);
    }

    /** For a stream of the job's events, however often it reconnects until the job has ended. */
    public String forEvents(String jobId, Instant deadline) {
        Instant now = clock.instant();
        return mint(jobId, Use.EVENTS, (deadline.isAfter(now) ? deadline : now).plus(lifetime));
    }

    public String forAudio(String jobId) {
        return mint(jobId, Use.AUDIO, clock.instant().plus(lifetime));
    }

    /** URL-safe text. */
    public String mint(String jobId, Use use, Instant expiry) {
        long seconds = expiry.getEpochSecond();
        return seconds + "." + key.sign(signed(jobId, use, seconds));
    }

    /** Whether the ticket is for that, unaltered and not expired. */
    public boolean verify(String jobId, Use use, String ticket) {
        int dot = ticket.indexOf('.');
        if (dot < 1 || !ticket.substring(0, dot).matches("\\d{1,12}")) {
            return false;
        }
        long seconds = Long.parseLong(ticket.substring(0, dot));
        return key.verify(signed(jobId, use, seconds), ticket.substring(dot + 1))
                && clock.instant().getEpochSecond() < seconds;
    }

    private static String signed(String jobId, Use use, long expiry) {
        return use + "\n" + expiry + "\n" + jobId;
    }
}
