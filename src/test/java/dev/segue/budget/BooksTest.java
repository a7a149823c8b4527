package dev.segue.budget;

import dev.segue.database.TestDatabase;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

class BooksTest {

    private static Vertx vertx;
    private static Pool pool;

    @BeforeContainer
    static void open() {
        vertx = Vertx.vertx();
        pool = Pools.on(vertx, TestDatabase.fresh());
    }

    @AfterContainer
    static void close() {
        vertx.closeAndAwait();
    }

    @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
    void budget_underAnyMoves_isNeverExceededNorNegativeAndAllReleasedInTheEnd(
            @ForAll("lives") ActionChain<Books> chain) {
        // When
        Books books = chain.run();

        // Then
        books.closeTheMonth();
    }

    @Provide
    Arbitrary<ActionChain<Books>> lives() {
        return ActionChain.<Books>startWith(() -> new Books(pool))
                .withAction(new AnyMove())
                .withMaxTransformations(60);
    }

    private static final class AnyMove implements Action.Independent<Books> {

        @Override
        public Arbitrary<Transformer<Books>> transformer() {
            return Combinators.combine(
                            Arbitraries.of(Books.Move.values()),
                            Arbitraries.integers().between(0, 5))
                    .as((move, which) -> Transformer.mutate(move + " " + which, books -> books.take(move, which)));
        }
    }
}
