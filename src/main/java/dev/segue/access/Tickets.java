package dev.segue.access;

import dev.segue.signature.Hmac;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Short-lived permissions to read one job, for browsers: they cannot set headers on an event stream or an audio element, and
 * keys do not belong in them. A ticket is its expiry in clear, and a signature over it, the job and the use; whose job it is it
 * tells nobody.
 */
@ApplicationScoped
public class Tickets {

    private static final int SHORTEST_KEY = 32;

    private final Secrets secrets;
    private final Duration lifetime;
    private final Clock clock;

    private final Optional<Hmac> configured;
    private final Optional<Hmac> previous;
    /** The first signs; all of them verify. */
    private volatile List<Hmac> keys;

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
        this.configured = config.ticketKey().map(text -> key("segue.auth.ticket-key", text));
        this.previous = config.previousTicketKey().map(text -> key("segue.auth.previous-ticket-key", text));
    }

    /** Made at the start, so that a bad key stops it. */
    void check(@Observes @Priority(1) StartupEvent event) {}

    /** Waits, on the thread that starts the application, until the key is there: the port opens afterwards. */
    void start(@Observes @Priority(100) StartupEvent event) {
        use(configured.orElseGet(() -> new Hmac(secrets.awaited("ticket-key"))));
    }

    void use(Hmac signing) {
        keys = Stream.concat(Stream.of(signing), previous.stream()).toList();
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
        return seconds + "." + keys.get(0).sign(signed(jobId, use, seconds));
    }

    /** Whether the ticket is for that, unaltered and not expired. */
    public boolean verify(String jobId, Use use, String ticket) {
        int dot = ticket.indexOf('.');
        if (dot < 1 || !ticket.substring(0, dot).matches("\\d{1,12}")) {
            return false;
        }
        long seconds = Long.parseLong(ticket.substring(0, dot));
        String signed = signed(jobId, use, seconds);
        String signature = ticket.substring(dot + 1);
        return keys.stream().anyMatch(key -> key.verify(signed, signature))
                && clock.instant().getEpochSecond() < seconds;
    }

    private static String signed(String jobId, Use use, long expiry) {
        return use + "\n" + expiry + "\n" + jobId;
    }

    private static Hmac key(String property, String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length >= SHORTEST_KEY) {
                return new Hmac(bytes);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new ConfigurationException(property + " must be at least " + SHORTEST_KEY + " bytes in Base64");
    }
}
