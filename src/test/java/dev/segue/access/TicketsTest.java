package dev.segue.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.access.Tickets.Use;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final HandClock clock = new HandClock();
    private final Tickets tickets = new Tickets(null, new Auth(AuthConfig.Mode.NONE, null, Duration.ofHours(1)), clock);

    @BeforeEach
    void key() {
        tickets.use(new byte[] {1, 2, 3});
    }

    @Test
    void verify_unalteredTicket_isAccepted() {
        // Given
        String ticket = tickets.forAudio("job_1");

        // When
        boolean accepted = tickets.verify("job_1", Use.AUDIO, ticket);

        // Then
        assertThat(accepted).isTrue();
        assertThat(ticket).matches("[A-Za-z0-9_.-]+");
    }

    @Test
    void verify_otherJobOrOtherUse_isRefused() {
        // Given
        String ticket = tickets.forAudio("job_1");

        // When
        boolean otherJob = tickets.verify("job_2", Use.AUDIO, ticket);
        boolean otherUse = tickets.verify("job_1", Use.EVENTS, ticket);

        // Then
        assertThat(otherJob).isFalse();
        assertThat(otherUse).isFalse();
    }

    @Test
    void verify_alteredTicket_isRefused() {
        // Given
        String ticket = tickets.forAudio("job_1");
        String later = (NOON.getEpochSecond() + 86_400) + ticket.substring(ticket.indexOf('.'));

        // When
        boolean postponed = tickets.verify("job_1", Use.AUDIO, later);

        // Then
        assertThat(postponed).isFalse();
        for (String broken :
                new String[] {"", ".", "1", "x." + ticket, ticket + ".", "-" + ticket, "99999999999999.a"}) {
            assertThat(tickets.verify("job_1", Use.AUDIO, broken)).as(broken).isFalse();
        }
    }

    @Test
    void verify_afterItsLifetime_isRefused() {
        // Given
        String ticket = tickets.forAudio("job_1");

        // When
        clock.now = NOON.plus(Duration.ofHours(1));

        // Then
        assertThat(tickets.verify("job_1", Use.AUDIO, ticket)).isFalse();
    }

    @Test
    void eventsTicket_ofAJobThatIsGoing_livesToTheDeadlineAndALifetimeMore() {
        // Given
        String ticket = tickets.forEvents("job_1", NOON.plus(Duration.ofMinutes(15)));

        // When
        clock.now = NOON.plus(Duration.ofMinutes(74));

        // Then
        assertThat(tickets.verify("job_1", Use.EVENTS, ticket)).isTrue();
        clock.now = NOON.plus(Duration.ofMinutes(75));
        assertThat(tickets.verify("job_1", Use.EVENTS, ticket)).isFalse();
    }

    private static final class HandClock extends Clock {
        private Instant now = NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
