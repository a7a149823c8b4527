package dev.segue.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.KeyedAccess;
import dev.segue.access.Tickets;
import dev.segue.access.Tickets.Use;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(KeyedAccess.class)
class GuardedStreamTest {

    @TestHTTPResource
    URI server;

    @Inject
    Jobs jobs;

    @Inject
    Tickets tickets;

    @Inject
    Clock clock;

    @Test
    void request_withoutAValidKey_isUnauthorizedHoweverThePathIsSpelt() {
        // Given
        String id = jobs.accept("admin");

        for (String path :
                List.of(path(id), "/v1;x=y/jobs/" + id + "/events", "/v1/callbacks/../jobs/" + id + "/events")) {
            for (String header :
                    List.of("X-None: x", "Authorization: Bearer sk_wrong", "Authorization: Basic c2tfYWRtaW4=")) {
                // When
                try (RawClient client = RawClient.get(server, path, header)) {
                    // Then
                    assertThat(client.status()).as(path).isEqualTo(401);
                    assertThat(client.head())
                            .contains("www-authenticate: bearer", "content-type: application/problem+json");
                    assertThat(client.body()).contains("\"status\":401", "\"title\":\"Unauthorized\"");
                }
            }
        }
    }

    @Test
    void request_withTheAdminKey_isLetIn() {
        // Given
        String id = jobs.accept("admin");

        // When
        try (RawClient client = RawClient.get(server, path(id), "Authorization: bearer sk_admin")) {
            // Then
            assertThat(client.status()).isEqualTo(200);
        }
    }

    @Test
    void request_withATicketOfTheJob_isLetInWithoutAKey() {
        // Given
        String id = jobs.accept("whoever");
        String ticket = tickets.forEvents(id, clock.instant());

        // When
        try (RawClient client = RawClient.get(server, path(id) + "?ticket=" + ticket)) {
            // Then
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.frame(frame -> frame.startsWith("id: 1\n"))).contains(id);
        }
    }

    @Test
    void request_withATicketThatIsNotForIt_isForbidden() {
        // Given
        String id = jobs.accept("admin");
        List<String> useless = List.of(
                tickets.forEvents(jobs.accept("admin"), clock.instant()),
                tickets.forAudio(id),
                tickets.mint(id, Use.EVENTS, clock.instant().minusSeconds(1)),
                tickets.forEvents(id, clock.instant()) + "x",
                "x");

        for (String ticket : useless) {
            // When
            try (RawClient client = RawClient.get(server, path(id) + "?ticket=" + ticket)) {
                // Then
                assertThat(client.status()).isEqualTo(403);
                assertThat(client.head()).contains("content-type: application/problem+json");
            }
        }
    }

    @Test
    void ticket_ofAJob_opensNothingElse() {
        // Given
        String id = jobs.accept("admin");
        String ticket = tickets.forEvents(id, clock.instant());

        for (String path : List.of("/v1/events", "/v1/jobs", "/v1/jobs/" + id, "/v1/models")) {
            // When
            try (RawClient client = RawClient.get(server, path + "?ticket=" + ticket)) {
                // Then
                assertThat(client.status()).as(path).isEqualTo(403);
            }
        }
    }

    private static String path(String id) {
        return "/v1/jobs/" + id + "/events";
    }
}
