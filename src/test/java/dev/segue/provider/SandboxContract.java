package dev.segue.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.provider.CreateAnswer.Ambiguous;
import dev.segue.provider.CreateAnswer.NotStarted;
import dev.segue.provider.CreateAnswer.Refused;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.TaskState.Failed;
import dev.segue.provider.TaskState.Moderated;
import dev.segue.provider.TaskState.Running;
import dev.segue.provider.TaskState.Succeeded;
import dev.segue.provider.http.ProviderClient;
import dev.segue.provider.http.Statuses;
import dev.segue.provider.http.TestClients;
import dev.segue.provider.http.TestSettings;
import dev.segue.provider.route.Field;
import dev.segue.provider.route.Route;
import dev.segue.provider.route.SongRequest;
import dev.segue.sandbox.Sandbox;
import io.vertx.mutiny.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every adapter owes us when it talks to the sandbox, which knows the provider's words from the documents and not from us. */
abstract class SandboxContract {

    protected static final Duration PATIENCE = Duration.ofSeconds(30);

    protected static Vertx vertx;
    private static Sandbox sandbox;
    private static SandboxDesk desk;

    protected abstract Statuses statuses();

    protected abstract MusicProvider adapter(ProviderClient client);

    /** The model that the tests of one model make. */
    protected abstract String model();

    /** Whether the create answers only when the song is there, so that what becomes of the task is in its answer. */
    protected boolean blocks() {
        return false;
    }

    @BeforeAll
    static void startSandbox() {
        vertx = Vertx.vertx();
        sandbox = Sandbox.start(
                        vertx.getDelegate(),
                        new Sandbox.Options(0, Optional.of(Duration.ofMillis(20)), Clock.systemUTC()))
                .toCompletableFuture()
                .join();
        desk = new SandboxDesk(sandbox.address());
    }

    @AfterAll
    static void stopSandbox() {
        sandbox.stop().toCompletableFuture().join();
        vertx.closeAndAwait();
    }

    @BeforeEach
    void resetSandbox() {
        desk.reset();
    }

    @TestFactory
    Stream<DynamicTest> route_atTheSandbox_makesASongThatCanBeHeard() {
        // Given
        MusicProvider adapter = atTheSandbox(TestSettings.SHIPPED);

        return adapter.routes().stream()
                .map(route -> DynamicTest.dynamicTest(route.id(), () -> {
                    // When
                    TaskState end = follow(adapter, route, song(route, ""));

                    // Then
                    assertThat(end).isInstanceOf(Succeeded.class);
                    assertThat(((Succeeded) end).tracks()).isNotEmpty().allSatisfy(track -> assertThat(
                                    desk.status(track.url()))
                            .isEqualTo(200));
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create=cut",
                "create=refuse",
                "create=broken",
                "create=html",
                "create=html,status=200",
                "create=no-id",
                "create=500",
                "create=502",
                "create=504",
                "create=408"
            })
    void create_faulty_isAmbiguousAndArrivesOnce(String fault) {
        // Given
        MusicProvider adapter = atTheSandbox(TestSettings.SHIPPED);
        Route route = route(adapter, model());

        // When
        CreateAnswer answer = create(adapter, route, song(route, fault));

        // Then
        assertThat(answer).isInstanceOf(Ambiguous.class);
        assertThat(desk.creates(adapter.id())).isEqualTo(1);
    }

    @Test
    void create_hanging_isAmbiguousAndArrivesOnce() {
        // Given
        MusicProvider adapter = atTheSandbox(TestSettings.SHIPPED.timeouts(Duration.ofMillis(400)));
        Route route = route(adapter, model());

        // When
        CreateAnswer answer = create(adapter, route, song(route, "create=hang"));

        // Then
        assertThat(answer).isInstanceOf(Ambiguous.class);
        assertThat(desk.creates(adapter.id())).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'create=429,retry-after=3', BUSY, 3",
        "'create=503,retry-after=4', UNAVAILABLE, 4",
    })
    void create_putOff_isNotStartedAndArrivesOnce(String fault, NotStarted.Cause cause, int seconds) {
        // Given
        MusicProvider adapter = atTheSandbox(TestSettings.SHIPPED);
        Route route = route(adapter, model());

        // When
        CreateAnswer answer = create(adapter, route, song(route, fault));

        // Then
        assertThat(answer).isInstanceOfSatisfying(NotStarted.class, none -> {
            assertThat(none.cause()).isEqualTo(cause);
            assertThat(none.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        });
        assertThat(desk.creates(adapter.id())).isEqualTo(1);
    }

    @Test
    void task_failing_isAFailureOfTheTask() {
        // Given
        MusicProvider adapter = atTheSandbox(TestSettings.SHIPPED);
        Route route = route(adapter, model());

        // When
        CreateAnswer answer = create(adapter, route, song(route, "task=failed"));

        // Then
        if (blocks()) {
            assertThat(answer).isInstanceOf(Ambiguous.class);
        } else {
            assertThat(follow(adapter, route, answer)).isInstanceOf(Failed.class);
        }
    }

    @Test
    void task_moderated_isModerated() {
        // Given
        MusicProvider adapter = atTheSandbox(TestSettings.SHIPPED);
        Route route = route(adapter, model());

        // When
        CreateAnswer answer = create(adapter, route, song(route, "task=moderated"));

        // Then
        if (blocks()) {
            assertThat(answer).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.moderated())
                    .isTrue());
        } else {
            assertThat(follow(adapter, route, answer)).isInstanceOf(Moderated.class);
        }
    }

    @Test
    void task_endingWithoutAudio_endsWithoutTracks() {
        // Given
        MusicProvider adapter = atTheSandbox(TestSettings.SHIPPED);
        Route route = route(adapter, model());

        // When
        TaskState end = follow(adapter, route, song(route, "task=no-audio"));

        // Then
        assertThat(end).isInstanceOfSatisfying(Succeeded.class, success -> assertThat(success.tracks())
                .isEmpty());
    }

    @Test
    void looks_inTroubleThatPasses_findTheEnd() {
        // Given
        MusicProvider adapter = atTheSandbox(TestSettings.SHIPPED);
        Route route = route(adapter, model());
        Started started = (Started) create(adapter, route, song(route, "look=500,times=1"));

        // When
        TaskState end = follow(adapter, route, new Started(started.taskId(), null, new Running(null)));

        // Then
        assertThat(end).isInstanceOf(Succeeded.class);
    }

    @Test
    void look_atATaskThatNobodyKnows_isNotFound() {
        // When
        LookFailure failure = failure(atTheSandbox(TestSettings.SHIPPED), model(), "user:1-minimax:2-music:3");

        // Then
        assertThat(failure).isInstanceOf(LookFailure.NotFound.class);
    }

    protected static Route route(MusicProvider adapter, String model) {
        return adapter.routes().stream()
                .filter(route -> route.model().equals(model))
                .findFirst()
                .orElseThrow();
    }

    /** What the route requires; an instrumental where it makes them. */
    protected static SongRequest song(Route route, String fault) {
        String marker = fault.isEmpty() ? "" : " [[sandbox:" + fault + "]]";
        Map<String, Object> all = Map.of(
                "prompt",
                "Calm piano and soft strings" + marker,
                "lyrics",
                "Side by side, through thick and thin" + marker,
                "style_id",
                "abcdef",
                "reference_audio_url",
                "https://example.com/reference.mp3");
        Map<String, Object> song = new HashMap<>();
        for (Field field : route.fields()) {
            if (field.required()) {
                song.put(field.name(), all.get(field.name()));
            } else if (field.name().equals("instrumental") && field.allowed().isEmpty()) {
                song.put(field.name(), true);
            }
        }
        return new SongRequest(song);
    }

    protected static LookFailure failure(MusicProvider adapter, String model, String taskId) {
        try {
            throw new AssertionError("a failure was expected, not " + look(adapter, model, taskId));
        } catch (LookFailure failure) {
            return failure;
        }
    }

    protected static CreateAnswer create(MusicProvider adapter, Route route, SongRequest song) {
        return adapter.create(new CreateOrder(route, song, null, null)).await().atMost(PATIENCE);
    }

    private static TaskState look(MusicProvider adapter, String model, String taskId) {
        return adapter.look(new Task(adapter.id(), null, model, taskId)).await().atMost(PATIENCE);
    }

    private static TaskState follow(MusicProvider adapter, Route route, SongRequest song) {
        return follow(adapter, route, create(adapter, route, song));
    }

    private static TaskState follow(MusicProvider adapter, Route route, CreateAnswer answer) {
        assertThat(answer).as(route.id()).isInstanceOf(Started.class);
        String taskId = ((Started) answer).taskId();
        TaskState state = ((Started) answer).state();
        for (int i = 0; i < 500 && state instanceof Running; i++) {
            LockSupport.parkNanos(10_000_000);
            state = look(adapter, route.providerModel(), taskId);
        }
        return state;
    }

    private MusicProvider atTheSandbox(TestSettings settings) {
        return adapter(TestClients.of(vertx, "sandbox", statuses(), sandbox.address(), settings));
    }
}
