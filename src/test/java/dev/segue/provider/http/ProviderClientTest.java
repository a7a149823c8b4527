package dev.segue.provider.http;

import static dev.segue.provider.http.ScriptedProvider.answer;
import static dev.segue.provider.http.ScriptedProvider.cut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.segue.provider.Boards;
import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.NotStarted;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.HealthBoard;
import dev.segue.provider.LookFailure;
import dev.segue.provider.TaskState.Running;
import dev.segue.provider.http.Statuses.Refusal;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Statuses STATUSES = new Statuses(Map.of(400, Refusal.REQUEST), false);

    private static Vertx vertx;

    private final HealthBoard board = Boards.fresh();
    private ScriptedProvider provider;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.closeAndAwait();
    }

    @BeforeEach
    void startProvider() {
        provider = new ScriptedProvider(vertx);
    }

    @AfterEach
    void stopProvider() {
        provider.close();
    }

    @Test
    void breaker_afterHalfOfTenCallsFailed_holdsCreatesAndLooksBack() {
        // Given
        ProviderClient client = client(TestSettings.SHIPPED);
        provider.does(answer(400, ""));
        times(5, () -> create(client));
        provider.does(answer(503, ""), answer(500, ""), cut(), answer(502, ""), answer(500, ""));
        times(5, () -> create(client));

        // When
        CreateAnswer held = create(client);

        // Then
        assertThat(held).isEqualTo(new NotStarted(NotStarted.Cause.HELD_BACK, "the provider has been failing", null));
        assertThat(look(client)).isInstanceOf(LookFailure.NoAnswer.class);
        assertThat(provider.seen()).hasSize(10);
        assertThat(board.callable("p")).isFalse();
        assertThat(board.breaker("p")).isEqualTo(HealthBoard.Breaker.OPEN);
    }

    @Test
    void breaker_afterAnswersOfAnyKind_staysClosed() {
        // Given
        ProviderClient client = client(TestSettings.SHIPPED);
        provider.does(answer(400, ""), answer(429, ""), answer(404, ""), answer(408, ""), answer(418, ""));

        // When
        times(20, () -> create(client));

        // Then
        assertThat(provider.seen()).hasSize(20);
        assertThat(board.breaker("p")).isEqualTo(HealthBoard.Breaker.CLOSED);
    }

    @Test
    void breaker_afterItsDelay_closesWithOneGoodCall() {
        // Given
        ProviderClient client = client(TestSettings.SHIPPED.breakerDelay(Duration.ofMillis(100)));
        provider.does(answer(500, ""));
        times(10, () -> create(client));
        assertThat(board.callable("p")).isFalse();
        provider.does(answer(200, "{\"id\":\"t-1\"}"));
        await(() -> board.callable("p"));

        // When
        await(() -> create(client) instanceof Started);

        // Then
        assertThat(board.breaker("p")).isEqualTo(HealthBoard.Breaker.CLOSED);
    }

    @Test
    void rateLimit_usedUp_holdsBackWithoutCalling() {
        // Given
        ProviderClient client = client(TestSettings.SHIPPED.rateLimit(0.01));
        provider.does(answer(400, ""));
        create(client);

        // When
        CreateAnswer held = create(client);

        // Then
        assertThat(held).isInstanceOfSatisfying(NotStarted.class, answer -> assertThat(answer.cause())
                .isEqualTo(NotStarted.Cause.HELD_BACK));
        assertThat(look(client)).isInstanceOf(LookFailure.NoAnswer.class);
        assertThat(provider.seen()).hasSize(1);
        assertThat(board.healthy("p")).isTrue();
    }

    @Test
    void look_afterPassingTrouble_succeedsByItself() {
        // Given
        provider.does(cut(), answer(429, "", "Retry-After", "0"), answer(200, "{\"id\":\"t-1\"}"));

        // When
        String read = client(TestSettings.SHIPPED)
                .look(Call.get("/t-1"), body -> body.text("id"))
                .await()
                .atMost(PATIENCE);

        // Then
        assertThat(read).isEqualTo("t-1");
        assertThat(provider.seen()).hasSize(3);
    }

    @Test
    void look_inLastingTrouble_givesUpAfterTwoRetries() {
        // Given
        provider.does(answer(500, ""));

        // When
        Throwable failure = look(client(TestSettings.SHIPPED));

        // Then
        assertThat(failure).isInstanceOf(LookFailure.NoAnswer.class);
        assertThat(provider.seen()).hasSize(3);
    }

    @Test
    void looks_oneAfterTheOther_shareAConnection() {
        // Given
        provider.does(answer(200, "{\"id\":\"t-1\"}"));
        ProviderClient client = client(TestSettings.SHIPPED);

        // When
        times(2, () -> client.look(Call.get("/t-1"), body -> body.text("id"))
                .await()
                .atMost(PATIENCE));

        // Then
        assertThat(provider.seen())
                .allSatisfy(seen -> assertThat(seen.headers().getOrDefault("Connection", "keep-alive"))
                        .isNotEqualTo("close"));
    }

    @Test
    void provider_thatIsOff_isNotCalled() {
        // Given
        ProviderClient off = TestClients.off(vertx, STATUSES);

        // When
        CreateAnswer answer = create(off);

        // Then
        assertThat(answer)
                .isEqualTo(new NotStarted(NotStarted.Cause.HELD_BACK, "the provider is not configured", null));
        assertThat(look(off)).isInstanceOf(LookFailure.NoAnswer.class);
    }

    @Test
    void baseUrl_withAPath_isKept() {
        // Given
        provider.does(answer(400, ""));
        ProviderClient client =
                TestClients.of(vertx, "p", STATUSES, provider.base().resolve("/proxy/apidot/"), TestSettings.SHIPPED);

        // When
        create(client);

        // Then
        assertThat(provider.seen().get(0).uri()).isEqualTo("/proxy/apidot/create");
    }

    @Test
    void answer_thatQuotesThePrompt_isNotRepeated() {
        // Given
        provider.does(answer(400, "{\"error\":{\"type\":\"a secret prompt\",\"message\":\"a secret prompt\"}}"));

        // When
        CreateAnswer answer = create(client(TestSettings.SHIPPED));

        // Then
        assertThat(answer.toString()).doesNotContain("secret");
    }

    private ProviderClient client(TestSettings settings) {
        return TestClients.of(vertx, "p", STATUSES, provider.base(), settings, board);
    }

    private static CreateAnswer create(ProviderClient client) {
        return client.create(
                        () -> Call.post("/create", new JsonObject().put("prompt", "a secret prompt")),
                        body -> Optional.ofNullable(body.text("id"))
                                .map(id -> new Started(id, null, new Running(null))))
                .await()
                .atMost(PATIENCE);
    }

    private static Throwable look(ProviderClient client) {
        return catchThrowableOfType(LookFailure.class, () -> client.look(Call.get("/t-1"), body -> body.text("id"))
                .await()
                .atMost(PATIENCE));
    }

    private static void times(int count, Runnable action) {
        for (int i = 0; i < count; i++) {
            action.run();
        }
    }

    private static void await(BooleanSupplier condition) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
