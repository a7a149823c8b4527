package dev.segue.api.events;

import static dev.segue.KeyedAccess.keyOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.KeyedAccess;
import dev.segue.access.Tickets;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(KeyedAccess.class)
class RevokedKeyTest {

    @TestHTTPResource
    URI server;

    @Inject
    Jobs jobs;

    @Inject
    Tickets tickets;

    @Inject
    Clock clock;

    @Inject
    Pool pool;

    /** As another replica would: nobody here is told. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM api_key WHERE prefix = $1",
                "UPDATE api_key SET expires_at = now() + interval '1 second' WHERE prefix = $1"
            })
    void streams_ofAKeyThatIsRevoked_endAndNoOthers(String revocation) throws Exception {
        // Given
        String project = "project-" + revocation.hashCode();
        String id = jobs.accept(project);
        String revoked = keyOf(project);
        String events = "/v1/jobs/" + id + "/events";
        try (RawClient ofJob = RawClient.get(server, events, bearer(revoked));
                RawClient ofCaller = RawClient.get(server, "/v1/events", bearer(revoked));
                RawClient ofAnotherKey = RawClient.get(server, events, bearer(keyOf(project)));
                RawClient byTicket =
                        RawClient.get(server, events + "?ticket=" + tickets.forEvents(id, clock.instant()))) {
            jobs.untilStreams(4);

            // When
            pool.preparedQuery(revocation)
                    .execute(Tuple.of(revoked.substring(0, 7)))
                    .await()
                    .atMost(Duration.ofSeconds(10));
            long began = System.nanoTime();

            // Then
            assertThat(ofJob.ids()).containsExactly("1");
            assertThat(ofCaller.ids()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            jobs.untilStreams(2);
            jobs.amend(id, 1);
            assertThat(ofAnotherKey.frame(frame -> frame.startsWith("id: 2\n"))).contains(id);
            assertThat(byTicket.frame(frame -> frame.startsWith("id: 2\n"))).contains(id);
        }
    }

    private static String bearer(String key) {
        return "Authorization: Bearer " + key;
    }
}
