package dev.segue.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.database.TestDatabase;
import dev.segue.events.CallerEvent.Change;
import dev.segue.events.CallerEvent.Gap;
import dev.segue.job.Job;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CallerStreamsTest {

    private static Node here;
    private static Node there;
    private static Node polling;

    @BeforeAll
    static void start() {
        TestDatabase database = TestDatabase.fresh();
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
    void stream_ofACaller_tellsOfItsJobsOnEveryReplicaAndOfNobodyElses() throws Exception {
        // Given
        Job first = here.accept("mine");
        List<Heard<CallerEvent>> listeners = List.of(
                new Heard<>(here.callers.of("mine", cursorOf(first))),
                new Heard<>(there.callers.of("mine", cursorOf(first))),
                new Heard<>(polling.callers.of("mine", cursorOf(first))));

        // When
        here.accept("another's");
        Job second = there.accept("mine");
        here.amend(first.id(), 1);
        there.amend(second.id(), 1);

        // Then
        for (Heard<CallerEvent> heard : listeners) {
            assertThat(told(heard.until(items -> items.size() >= 3)))
                    .containsExactly(second.id() + " 1", first.id() + " 2", second.id() + " 2");
            heard.leave();
        }
    }

    @Test
    void change_thatCommitsLate_isDelayedButNeitherSkippedNorPutBehind() throws Exception {
        // Given
        Job late = here.accept("late");
        Job early = here.accept("late");
        Heard<CallerEvent> heard = new Heard<>(there.callers.of("late", cursorOf(early)));
        SqlConnection connection = Node.wait(here.pool.getConnection());
        Transaction held = Node.wait(connection.begin());
        Node.wait(connection
                .query("INSERT INTO job_event (job_id, version, caller, status, document)"
                        + " SELECT id, 2, caller, 'queued', document || '{\"version\": 2}' FROM job WHERE id = '"
                        + late.id() + "'")
                .execute());

        // When
        here.amend(early.id(), 2);
        List<CallerEvent> meanwhile = heard.all();
        Node.wait(held.commit());

        // Then
        assertThat(meanwhile).isEmpty();
        assertThat(told(heard.until(items -> items.size() >= 3)))
                .containsExactly(late.id() + " 2", early.id() + " 2", early.id() + " 3");
        heard.leave();
        Node.wait(connection.close());
    }

    @Test
    void reader_whoReconnectsAtEachId_seesEachChangeOnceInOrder() throws Exception {
        // Given
        Job job = here.accept("steady");
        here.amend(job.id(), 5);
        String cursor = cursorOf(job);

        for (int version = 2; version <= 6; version++) {
            // When
            Heard<CallerEvent> heard = new Heard<>(there.callers.of("steady", cursor));
            Change next = (Change) heard.until(items -> !items.isEmpty()).get(0);
            heard.leave();

            // Then
            assertThat(next.job().version()).isEqualTo(version);
            cursor = next.cursor().text();
        }
        assertThat(there.callers.followed()).isZero();
    }

    @Test
    void reader_withACursorThatLeadsNowhere_isToldOfTheGapAndThenWhatIsNew() throws Exception {
        // Given
        Job job = here.accept("lost");
        List<String> nowhere =
                List.of("?", "bm9uc2Vuc2U", new Cursor(1, 1).text(), new Cursor(999_999_999_999L, 1).text());

        for (String cursor : nowhere) {
            // When
            Heard<CallerEvent> heard = new Heard<>(here.callers.of("lost", cursor));
            heard.until(items -> !items.isEmpty());
            int before = Node.wait(here.amend(job.id())).orElseThrow().job().version();
            while (heard.all().size() < 2) { // live begins a moment after the gap
                here.amend(job.id(), 1);
            }

            // Then
            assertThat(heard.all().get(0)).isEqualTo(new Gap());
            assertThat(((Change) heard.all().get(1)).job().version()).isGreaterThanOrEqualTo(before);
            heard.leave();
        }
    }

    /** The place of a job's first change. */
    private static String cursorOf(Job job) {
        return Node.wait(here.pool
                        .query("SELECT xact, seq FROM job_event WHERE version = 1 AND job_id = '" + job.id() + "'")
                        .execute()
                        .map(rows -> rows.iterator().next())
                        .map(row -> new Cursor(row.getLong(0), row.getLong(1))))
                .text();
    }

    private static List<String> told(List<CallerEvent> events) {
        return events.stream()
                .map(Change.class::cast)
                .map(change -> change.job().id() + " " + change.job().version())
                .toList();
    }
}
