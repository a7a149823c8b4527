package dev.segue.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.database.TestDatabase;
import dev.segue.job.Job;
import dev.segue.job.Status;
import dev.segue.ledger.Entry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JobStreamsTest {

    private static TestDatabase database;
    private static Node here;
    private static Node there;
    private static Node polling;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
        here = new Node(database, true);
        there = new Node(database, true);
        polling = new Node(database, false);
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
        polling.close();
    }

    @Test
    void stream_ofAnOldVersion_replaysInOrderAndEndsWithTheJob() throws Exception {
        // Given
        Job job = here.accept("a");
        here.amend(job.id(), 3);
        Node.wait(here.cancel(job.id()));

        // When
        List<Integer> versions = versions(new Heard<>(here.jobs.of(job.id(), 1)).untilEnd());

        // Then
        assertThat(versions).containsExactly(2, 3, 4, 5);
    }

    @Test
    void move_onThisReplica_isHeardHere() throws Exception {
        // Given
        Job job = here.accept("a");
        Heard<JobEvent> heard = new Heard<>(here.jobs.of(job.id(), 1));

        // When
        here.amend(job.id(), 2);
        Node.wait(here.cancel(job.id()));

        // Then
        assertThat(versions(heard.untilEnd())).containsExactly(2, 3, 4);
    }

    @Test
    void move_onAnotherReplica_isHeardThroughANotification() throws Exception {
        // Given
        Job job = here.accept("a");
        Heard<JobEvent> heard = new Heard<>(there.jobs.of(job.id(), 1));
        here.amend(job.id(), 1);
        heard.until(items -> items.size() == 1);

        // When
        here.amend(job.id(), 2);
        Node.wait(here.cancel(job.id()));

        // Then
        assertThat(versions(heard.untilEnd())).containsExactly(2, 3, 4, 5);
    }

    @Test
    void move_onAnotherReplica_isHeardWithoutNotifications() throws Exception {
        // Given
        Job job = here.accept("a");
        Heard<JobEvent> heard = new Heard<>(polling.jobs.of(job.id(), 1));
        here.amend(job.id(), 1);
        heard.until(items -> items.size() == 1);

        // When
        here.amend(job.id(), 2);
        Node.wait(here.cancel(job.id()));

        // Then
        assertThat(versions(heard.untilEnd())).containsExactly(2, 3, 4, 5);
    }

    @Test
    void move_whileTheListenersConnectionIsDead_isHeardAfterwards() throws Exception {
        // Given
        Job job = here.accept("a");
        Heard<JobEvent> heard = new Heard<>(there.jobs.of(job.id(), 1));
        here.amend(job.id(), 1);
        heard.until(items -> items.size() == 1);

        // When
        Node.wait(here.pool
                .query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND query LIKE 'LISTEN%'")
                .execute());
        here.amend(job.id(), 3);
        Node.wait(here.cancel(job.id()));

        // Then
        assertThat(versions(heard.untilEnd())).containsExactly(2, 3, 4, 5, 6);
    }

    @Test
    void replay_racingWithMovesOnThreeReplicas_missesNoneAndRepeatsNone() throws Exception {
        // Given
        int rounds = 40;
        int moves = 12;

        for (int round = 0; round < rounds; round++) {
            Job job = here.accept("a");
            List<Heard<JobEvent>> listeners = new ArrayList<>();
            List<Uni<Optional<Entry>>> movers = new ArrayList<>();
            for (int i = 0; i < moves; i++) {
                movers.add((i % 2 == 0 ? here : there).amend(job.id()));
            }

            // When
            var done = Uni.join().all(movers).andFailFast().subscribeAsCompletionStage();
            for (int after = 0; after < 2; after++) {
                listeners.add(new Heard<>(here.jobs.of(job.id(), after)));
                listeners.add(new Heard<>(there.jobs.of(job.id(), after)));
                listeners.add(new Heard<>(polling.jobs.of(job.id(), after)));
            }
            done.get(20, TimeUnit.SECONDS);
            Node.wait(there.cancel(job.id()));

            // Then
            for (int i = 0; i < listeners.size(); i++) {
                assertThat(versions(listeners.get(i).untilEnd()))
                        .as("round %d, listener %d", round, i)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1 + i / 3, moves + 2)
                                .boxed()
                                .toList());
            }
        }
    }

    @Test
    void reader_whoTakesOneAtATimeOfMoreThanIsKept_missesNone() throws Exception {
        // Given
        Job job = here.accept("a");
        Heard<JobEvent> first = new Heard<>(here.jobs.of(job.id(), 1));
        var slow = here.jobs.of(job.id(), 0).subscribe().withSubscriber(AssertSubscriber.<JobEvent>create(1));

        // When
        here.amend(job.id(), 600);
        Node.wait(here.cancel(job.id()));
        slow.request(Long.MAX_VALUE).awaitCompletion(Duration.ofSeconds(20));

        // Then
        assertThat(versions(slow.getItems()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 602).boxed().toList());
        assertThat(first.untilEnd()).hasSize(601);
    }

    @Test
    void replay_whoseNextVersionIsForgotten_givesThePresentState() throws Exception {
        // Given
        Job job = here.accept("a");
        here.amend(job.id(), 3);
        Node.wait(here.pool
                .query("DELETE FROM job_event WHERE job_id = '" + job.id() + "' AND version < 3")
                .execute());

        // When
        Heard<JobEvent> heard = new Heard<>(here.jobs.of(job.id(), 1));

        // Then
        assertThat(versions(heard.until(items -> items.size() == 1))).containsExactly(4);
        heard.leave();
    }

    @Test
    void followers_whoLeaveOrComeToTheEnd_leaveNothingBehind() throws Exception {
        // Given
        try (Node node = new Node(database, true)) {
            Job job = node.accept("a");
            Heard<JobEvent> leaving = new Heard<>(node.jobs.of(job.id(), 1));
            Heard<JobEvent> staying = new Heard<>(node.jobs.of(job.id(), 1));

            // When
            leaving.leave();
            int followed = node.jobs.followed();
            Node.wait(node.cancel(job.id()));
            staying.untilEnd();

            // Then
            assertThat(followed).isEqualTo(1);
            assertThat(node.jobs.followed()).isZero();
        }
    }

    @Test
    void untilEnded_jobThatEndsElsewhere_isTheEndedJob() throws Exception {
        // Given
        Job job = here.accept("a");
        var waiting = there.jobs.untilEnded(job.id(), Duration.ofSeconds(20)).subscribeAsCompletionStage();

        // When
        Node.wait(here.cancel(job.id()));

        // Then
        assertThat(waiting.get(20, TimeUnit.SECONDS).map(Job::status)).contains(Status.CANCELLED);
    }

    @Test
    void untilEnded_jobThatDoesNotEndInTime_isNothing() {
        // Given
        Job job = here.accept("a");

        // When
        Optional<Job> ended = Node.wait(here.jobs.untilEnded(job.id(), Duration.ofMillis(50)));

        // Then
        assertThat(ended).isEmpty();
    }

    private static List<Integer> versions(List<JobEvent> events) {
        return events.stream().map(JobEvent::version).toList();
    }
}
