package dev.segue.journey;

import static dev.segue.journey.Jobs.useapiSong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.Job;
import dev.segue.job.Status;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who goes first where a provider takes one job at a time. */
@QuarkusTest
class FairTurnsTest {

    @Inject
    Jobs jobs;

    @Test
    void useapiJobs_ofTwoCallers_runOneAtATimeAndInTurn() {
        // Given three songs of one caller before one of another
        List<String> ids = new ArrayList<>();
        for (String caller : List.of("alice", "alice", "alice", "bob")) {
            ids.add(jobs.accept(caller, 60, useapiSong(""), "useapi"));
        }

        // When
        List<Job> ended = ids.stream().map(jobs::ended).toList();

        // Then
        assertThat(ended).extracting(Job::status).containsOnly(Status.COMPLETED);
        List<Job> byStart =
                ended.stream().sorted(Comparator.comparing(Job::startedAt)).toList();
        for (int i = 1; i < byStart.size(); i++) {
            assertThat(byStart.get(i).startedAt())
                    .isAfterOrEqualTo(byStart.get(i - 1).lastAttempt().endedAt());
        }
        assertThat(byStart.indexOf(ended.get(3))).as("the other caller's place").isLessThanOrEqualTo(2);
        assertThat(ended).allSatisfy(job -> assertThat(job.attempts()).hasSize(1));
    }
}
