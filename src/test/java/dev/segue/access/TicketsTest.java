package dev.segue.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.access.Tickets.Use;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static final String OLD = "b2xkIG9sZCBvbGQgb2xkIG9sZCBvbGQgb2xkIG9sZCBvbGQ=";
    private static final String NEW = "bmV3IG5ldyBuZXcgbmV3IG5ldyBuZXcgbmV3IG5ldyBuZXc=";

    private final HandClock clock = new HandClock();
    private final Tickets tickets = tickets(OLD, null);

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

    @Test
    void ticket_ofAPreviousKey_isAcceptedWhileThatIsStated() {
        // Given
        String ticket = tickets.forAudio("job_1");

        // When
        Tickets after = tickets(NEW, OLD);
        Tickets longAfter = tickets(NEW, null);

        // Then
        assertThat(after.verify("job_1", Use.AUDIO, ticket)).isTrue();
        assertThat(after.verify("job_2", Use.AUDIO, ticket)).isFalse();
        assertThat(longAfter.verify("job_1", Use.AUDIO, ticket)).isFalse();
        assertThat(longAfter.verify("job_1", Use.AUDIO, after.forAudio("job_1")))
                .isTrue();
    }

    @Test
    void ticketKeys_onTwoReplicasDuringTheChange_knowEachOthersTickets() {
        // Given
        Tickets told = tickets(OLD, NEW);
        Tickets changed = tickets(NEW, OLD);

        // When
        // Then
        assertThat(told.verify("job_1", Use.AUDIO, changed.forAudio("job_1"))).isTrue();
        assertThat(changed.verify("job_1", Use.AUDIO, told.forAudio("job_1"))).isTrue();
    }

    @Test
    void start_withATicketKeyThatIsNone_stopsWithASentenceThatNamesIt() {
        for (String bad : new String[] {"secret", "c2hvcnQ=", " "}) {
            // When
            // Then
            assertThatThrownBy(() -> tickets(bad, null))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("segue.auth.ticket-key")
                    .hasMessageNotContaining("secret");
            assertThatThrownBy(() -> tickets(null, bad))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("segue.auth.previous-ticket-key");
        }
    }

    private Tickets tickets(String present, String previous) {
        Tickets made = new Tickets(null, Auth.withTicketKeys(present, previous), clock);
        made.start(null);
        return made;
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
