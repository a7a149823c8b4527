package dev.segue.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.ledger.Entry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TrackerTest {

    @Inject
    Tracker tracker;

    @Inject
    Clock clock;

    @Inject
    @Named("sandbox")
    URI sandbox;

    @Test
    void nextAttempt_beginningBeforeTheFailedOneIsLetGo_isFollowed() throws Exception {
        // Given
        String first = "task-" + UUID.randomUUID();
        String second = "task-" + UUID.randomUUID();
        Job job = generating(first);
        tracker.follow(entry(job), null);

        // When
        tracker.follow(entry(failedOver(job, second)), null);

        // Then
        assertThat(looksArriveFor(second)).isTrue();
    }

    private Job generating(String task) {
        Instant now = clock.instant();
        return Job.queued(
                        "job_" + UUID.randomUUID(), "minimax-music-2.6", null, null, Map.of(), now, now.plusSeconds(60))
                .with(Attempt.intended(1, "apidot", null, now).started(task, Cost.UNKNOWN))
                .become(new JobState.Submitting(), now)
                .become(new JobState.Generating(), now);
    }

    private Job failedOver(Job job, String task) {
        Instant now = clock.instant();
        JobError error = new JobError(JobError.Code.PROVIDER_FAILED, "It failed there.", false);
        return job.with(job.attempt(1).ended(Outcome.FAILED, error, now))
                .with(Attempt.intended(2, "apidot", null, now).started(task, Cost.UNKNOWN));
    }

    private static Entry entry(Job job) {
        return new Entry(job, "anonymous", "nobody", "{}", List.of("apidot"), "apidot", Map.of(), null, null);
    }

    private boolean looksArriveFor(String task) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest journal =
                HttpRequest.newBuilder(sandbox.resolve("/sandbox/requests")).build();
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (System.nanoTime() < end) {
            if (http.send(journal, BodyHandlers.ofString()).body().contains(task)) {
                return true;
            }
        }
        return false;
    }
}
