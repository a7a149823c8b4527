package dev.segue.ledger;

import static dev.segue.ledger.TestJobs.NOW;
import static dev.segue.ledger.TestJobs.acceptance;
import static dev.segue.ledger.TestJobs.await;
import static dev.segue.ledger.TestJobs.ifQueued;
import static dev.segue.ledger.TestJobs.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.JobState;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QueueRankTest {

    @Inject
    Acceptances acceptances;

    @Inject
    Ledger ledger;

    @Inject
    Pool pool;

    @Test
    void queue_ofTwoCallers_takesThemInTurnAndEachInOrder() {
        // Given
        String queue = "queue-" + UUID.randomUUID();
        List<String> wanted = new ArrayList<>();
        for (String caller : List.of("alice", "alice", "alice", "bob", "bob")) {
            String id = newId();
            await(acceptances.accept(acceptance(id, caller, queue, null)));
            wanted.add(id);
        }

        // When
        List<String> order = StreamSupport.stream(
                        await(pool.preparedQuery("SELECT id FROM job WHERE queue_for = $1 ORDER BY queue_rank, id")
                                        .execute(Tuple.of(queue)))
                                .spliterator(),
                        false)
                .map(row -> row.getString("id"))
                .toList();

        // Then: alice, bob, alice, bob, alice
        assertThat(order).containsExactly(wanted.get(0), wanted.get(3), wanted.get(1), wanted.get(4), wanted.get(2));
    }

    @Test
    void queue_thatAJobIsMovedTo_givesItAPlaceAmongItsCallersOwn() {
        // Given
        String queue = "queue-" + UUID.randomUUID();
        for (int n = 0; n < 3; n++) {
            await(acceptances.accept(acceptance(newId(), "alice", queue, null)));
        }
        String moved = newId();
        await(acceptances.accept(acceptance(moved, "bob", "elsewhere-" + queue, null)));
        await(ledger.change(moved, ifQueued(new JobState.Submitting())));

        // When
        await(ledger.change(
                moved,
                entry -> Optional.of(Change.to(entry.job().become(new JobState.Queued(), NOW))
                        .waitingFor(queue, Duration.ZERO))));

        // Then
        Row row = await(pool.preparedQuery("SELECT queue_for, queue_rank FROM job WHERE id = $1")
                        .execute(Tuple.of(moved)))
                .iterator()
                .next();
        assertThat(row.getString("queue_for")).isEqualTo(queue);
        assertThat(row.getLong("queue_rank")).isEqualTo(1);
    }
}
