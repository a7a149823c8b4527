package dev.segue.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.database.TestDatabase;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A network that swallows what is sent to the database, and breaks no connection. */
class SilenceTest {

    private static final Duration TIMEOUT = Duration.ofMillis(600);

    private final Vertx vertx = Vertx.vertx();
    private Cable cable;
    private Pool pool;

    @BeforeEach
    void connect() {
        TestDatabase database = TestDatabase.empty();
        cable = new Cable(vertx, database.url());
        TestDatabase far = new TestDatabase(cable.url(), database.user(), database.password());
        var connections = far.connections(TIMEOUT);
        pool = connections.create(new Input(vertx, new PoolOptions().setMaxSize(2), List.of(connections.server())));
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void statement_withoutAnAnswer_failsSoonAndSoonAnotherGetsThrough() {
        // Given
        ask("SELECT 1");
        cable.swallow();

        // When
        long start = System.nanoTime();
        assertThatThrownBy(() -> ask("SELECT 2")).isInstanceOf(CompletionException.class);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        cable.mend();

        // Then
        assertThat(took).isBetween(TIMEOUT, TIMEOUT.multipliedBy(5));
        assertThat(untilAnswered("SELECT 3")).isEqualTo(3);
    }

    @Test
    void connection_thatNobodyAnswers_isGivenUpSoonAndSoonAnotherGetsThrough() {
        // Given
        cable.swallow();

        // When
        long start = System.nanoTime();
        assertThatThrownBy(() -> ask("SELECT 1")).isInstanceOf(CompletionException.class);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        cable.mend();

        // Then
        assertThat(took).isLessThan(TIMEOUT.multipliedBy(5));
        assertThat(untilAnswered("SELECT 2")).isEqualTo(2);
    }

    @Test
    void connection_thatIdled_isReplacedBeforeItIsUsed() {
        // Given
        ask("SELECT 1");
        vertx.timer(TIMEOUT.toMillis() * 2)
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        // When
        int answer = ask("SELECT 2");

        // Then
        assertThat(answer).isEqualTo(2);
    }

    /** The pool may not have noticed yet that a connection of its own was given up. */
    private int untilAnswered(String sql) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (true) {
            try {
                return ask(sql);
            } catch (CompletionException failure) {
                if (System.nanoTime() > end) {
                    throw failure;
                }
            }
        }
    }

    private int ask(String sql) {
        return pool.preparedQuery(sql)
                .execute()
                .map(rows -> rows.iterator().next().getInteger(0))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private record Input(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
            implements PgPoolCreator.Input {}
}
