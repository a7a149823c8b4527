package dev.segue.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.database.TestDatabase;
import dev.segue.job.Job;
import dev.segue.job.Status;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.TestLedger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RestorePointTest {

    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

    private static Vertx vertx;
    private static Pool pool;
    private static TestLedger ledger;

    @BeforeAll
    static void open() {
        TestDatabase database = TestDatabase.fresh();
        vertx = Vertx.vertx();
        pool = database.pool(vertx, 4);
        ledger = TestLedger.on(pool, moved -> {});
    }

    @AfterAll
    static void close() {
        vertx.closeAndAwait();
    }

    @Test
    void doubt_ofAJobThatCannotBeRead_stopsAtNoneOfTheOthers() {
        // Given
        String unreadable = queued();
        await(pool.preparedQuery("UPDATE job SET document = '[]' WHERE id = $1").execute(Tuple.of(unreadable)));
        List<String> others = List.of(queued(), queued());

        // When
        await(new RestorePoint(pool, ledger.ledger(), LATER).doubt());

        // Then
        assertThat(others).allSatisfy(id -> assertThat(
                        await(ledger.ledger().find(id)).orElseThrow().job().status())
                .isEqualTo(Status.UNCONFIRMED));
    }

    private static String queued() {
        Instant now = Instant.now();
        String id = "job_" + UUID.randomUUID();
        Job job = Job.queued(id, "generate-music", null, null, Map.of(), now, now.plusSeconds(900));
        await(ledger.acceptances().accept(new Acceptance(job, "anybody", "{}", List.of("apidot"), "apidot", null)));
        return id;
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
