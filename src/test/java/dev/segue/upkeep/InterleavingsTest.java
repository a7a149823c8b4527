package dev.segue.upkeep;

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

/** Three replicas do whatever the generator says, in whatever order, with whatever they last read, and a model keeps score. */
class InterleavingsTest {

    private static Vertx vertx;
    private static Pool pool;

    @BeforeContainer
    static void open() {
        TestDatabase database = TestDatabase.fresh();
        vertx = Vertx.vertx();
        pool = database.pool(vertx, 4);
    }

    @AfterContainer
    static void close() {
        vertx.closeAndAwait();
    }

    @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
    void ledgerAndLeases_underAnyInterleaving_agreeWithTheModel(@ForAll("interleavings") ActionChain<World> chain) {
        // Then
        chain.run();
    }

    @Provide
    Arbitrary<ActionChain<World>> interleavings() {
        return ActionChain.<World>startWith(() -> new World(pool))
                .withAction(new AnyMove())
                .withMaxTransformations(40);
    }

    private static final class AnyMove implements Action.Independent<World> {

        @Override
        public Arbitrary<Transformer<World>> transformer() {
            return Combinators.combine(
                            Arbitraries.integers().between(0, World.REPLICAS - 1), Arbitraries.of(World.Move.values()))
                    .as((who, move) -> Transformer.mutate(move + " by " + who, world -> world.take(who, move)));
        }
    }
}
