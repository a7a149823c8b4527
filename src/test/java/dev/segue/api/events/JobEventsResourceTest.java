package dev.segue.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.HeldDispatch;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(HeldDispatch.class)
class JobEventsResourceTest {

    @TestHTTPResource
    URI server;

    @Inject
    Jobs jobs;

    @Test
    void stream_ofAQueuedJob_beginsWithRetryAndThePresentState() {
        // Given
        String id = jobs.accept("anonymous");

        // When
        try (RawClient client = RawClient.get(server, path(id))) {
            // Then
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.head())
                    .contains(
                            "content-type: text/event-stream",
                            "x-accel-buffering: no",
                            "cache-control: no-store",
                            "transfer-encoding: chunked");
            assertThat(client.frame()).isEqualTo("retry: 2000");
            assertThat(client.frame()).isEqualTo(": open");
            String status = client.frame(frame -> !frame.startsWith(":"));
            assertThat(status.lines().toList()).hasSize(3);
            assertThat(status)
                    .startsWith(
                            "id: 1\nevent: status\ndata: {\"id\":\"" + id + "\",\"status\":\"queued\",\"version\":1,")
                    .contains("/v1/jobs/" + id + "/events?ticket=");
        }
    }

    @Test
    void stream_ofAJobThatEnds_tellsEachMoveAndCloses() {
        // Given
        String id = jobs.accept("anonymous");

        try (RawClient client = RawClient.get(server, path(id))) {
            client.frame(frame -> frame.startsWith("id: 1\n"));

            // When
            jobs.amend(id, 3);
            jobs.cancel(id);

            // Then
            assertThat(client.ids()).containsExactly("2", "3", "4", "5");
        }
    }

    @Test
    void reconnect_withThePresentVersionOfAnEndedJob_isToldToStop() {
        // Given
        String id = jobs.accept("anonymous");
        jobs.cancel(id);

        // When
        try (RawClient byHeader = RawClient.get(server, path(id), "Last-Event-ID: 2");
                RawClient byQuery = RawClient.get(server, path(id) + "?after=2")) {
            // Then
            assertThat(byHeader.status()).isEqualTo(204);
            assertThat(byHeader.head()).contains("cache-control: no-store");
            assertThat(byQuery.status()).isEqualTo(204);
        }
    }

    @Test
    void reconnect_withAnIdThatLeadsNowhere_getsThePresentState() {
        // Given
        String id = jobs.accept("anonymous");
        jobs.amend(id, 1);
        jobs.cancel(id);

        for (String nowhere : List.of("4", "-1", "x", "99999999999")) {
            // When
            try (RawClient client = RawClient.get(server, path(id), "Last-Event-ID: " + nowhere)) {
                // Then
                assertThat(client.ids()).containsExactly("3");
            }
        }
    }

    @Test
    void reader_whoReconnectsAtEachId_seesEachVersionOnceInOrder() {
        // Given
        String id = jobs.accept("anonymous");
        jobs.amend(id, 4);
        jobs.cancel(id);

        for (int seen = 0; seen < 6; seen++) {
            // When
            try (RawClient client = RawClient.get(server, path(id), "Last-Event-ID: " + seen)) {
                String next = client.frame(frame -> frame.startsWith("id: "));

                // Then
                assertThat(next).startsWith("id: " + (seen + 1) + "\n");
            }
        }
    }

    @Test
    void stream_ofAJobUnderWay_tellsProgressWithoutAnId() {
        // Given
        String id = jobs.accept("anonymous");
        jobs.submit(id);

        // When
        try (RawClient client = RawClient.get(server, path(id))) {
            String progress = client.frame(frame -> frame.startsWith("event: progress"));

            // Then
            assertThat(progress)
                    .matches("event: progress\ndata: \\{\"job\":\"" + id + "\",\"percent\":\\d+,\"eta_seconds\":\\d+}");
        }
    }

    @Test
    void stream_inSilence_isKeptAlive() {
        // Given
        String id = jobs.accept("anonymous");

        // When
        try (RawClient client = RawClient.get(server, path(id))) {
            // Then
            assertThat(client.frame(": keep-alive"::equals)).isNotNull();
            assertThat(client.frame(": keep-alive"::equals)).isNotNull();
        }
    }

    @Test
    void client_whoHangsUp_freesItsStreamAtOnce() throws Exception {
        // Given
        jobs.untilStreams(0);
        RawClient client = RawClient.get(server, path(jobs.accept("anonymous")));
        client.frame(frame -> frame.startsWith("id: 1\n"));
        assertThat(jobs.streams()).isEqualTo(1);

        // When
        client.close();

        // Then
        jobs.untilStreams(0);
    }

    @Test
    void client_whoDoesNotRead_isCutOffAndCostsTheOthersNothing() throws Exception {
        // Given
        jobs.untilStreams(0);
        String id = jobs.accept("anonymous", Map.of("ballast", "x".repeat(100_000)));
        RawClient stubborn = RawClient.stubborn(server, path(id));
        RawClient other = RawClient.get(server, path(id));
        CompletableFuture<String> last =
                CompletableFuture.supplyAsync(() -> other.frame(frame -> frame.startsWith("id: 121\n")));

        // When
        jobs.amend(id, 120);

        // Then
        assertThat(last.get(20, TimeUnit.SECONDS)).isNotNull();
        jobs.untilStreams(1);
        other.close();
        stubborn.close();
    }

    @Test
    void head_ofAStream_opensNone() throws Exception {
        // Given
        jobs.untilStreams(0);
        String id = jobs.accept("anonymous");

        // When
        try (RawClient client = RawClient.head(server, path(id))) {
            // Then
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.head()).contains("content-type: text/event-stream");
            assertThat(jobs.streams()).isZero();
        }
    }

    @Test
    void stream_ofNoJobOrOfSomebodyElses_isNotFound() {
        // Given
        String id = jobs.accept("somebody else");

        // When
        try (RawClient foreign = RawClient.get(server, path(id));
                RawClient unknown = RawClient.get(server, path("job_0"))) {
            // Then
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(unknown.status()).isEqualTo(404);
        }
    }

    @Test
    void streamOfTheCaller_isLiveOnlyAndCanBeGoneOnFrom() {
        // Given
        String old = jobs.accept("anonymous");

        try (RawClient live = RawClient.get(server, "/v1/events")) {
            live.frame(": keep-alive"::equals);

            // When
            String fresh = jobs.accept("anonymous");
            jobs.amend(old, 1);
            String first = live.frame(frame -> frame.contains(fresh));
            String cursor = first.lines().findFirst().orElseThrow().substring(4);

            // Then
            assertThat(first).contains("\nevent: status\ndata: {", "\"version\":1,");
            try (RawClient resumed = RawClient.get(server, "/v1/events", "Last-Event-ID: " + cursor)) {
                assertThat(resumed.frame(frame -> frame.startsWith("id: "))).contains(old, "\"version\":2,");
            }
            try (RawClient lost = RawClient.get(server, "/v1/events?after=nonsense")) {
                assertThat(lost.frame(frame -> frame.startsWith("event"))).isEqualTo("event: gap\ndata: {}");
            }
        }
    }

    private static String path(String id) {
        return "/v1/jobs/" + id + "/events";
    }
}
