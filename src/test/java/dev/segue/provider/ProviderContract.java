package dev.segue.provider;

import static dev.segue.provider.http.ScriptedProvider.answer;
import static dev.segue.provider.http.ScriptedProvider.cut;
import static dev.segue.provider.http.ScriptedProvider.cutInTheBody;
import static dev.segue.provider.http.ScriptedProvider.hang;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.provider.CreateAnswer.Ambiguous;
import dev.segue.provider.CreateAnswer.NotStarted;
import dev.segue.provider.CreateAnswer.Refused;
import dev.segue.provider.http.ScriptedProvider;
import dev.segue.provider.http.ScriptedProvider.Reaction;
import dev.segue.provider.http.TestClients;
import dev.segue.provider.http.TestSettings;
import dev.segue.provider.route.Route;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every adapter owes us, whatever its provider does: a create goes out once and says truly whether something may have been
 * started; a look that failed says nothing about the task.
 */
public abstract class ProviderContract extends SandboxContract {

    private static final String HTML = "<html><body><h1>Bad Gateway</h1></body></html>";

    private ScriptedProvider provider;
    private ScriptedProvider stranger;

    @BeforeEach
    void startServers() {
        provider = new ScriptedProvider(vertx);
        stranger = new ScriptedProvider(vertx).does(answer(200, "{}"));
    }

    @AfterEach
    void stopServers() {
        provider.close();
        stranger.close();
    }

    private MusicProvider adapter() {
        return adapter(provider.base(), TestSettings.SHIPPED);
    }

    private MusicProvider adapter(URI base, TestSettings settings) {
        return adapter(TestClients.of(vertx, "contract", statuses(), base, settings));
    }

    private CreateAnswer create(MusicProvider adapter) {
        Route route = route(adapter, model());
        return create(adapter, route, song(route, ""));
    }

    private TaskState look(MusicProvider adapter) {
        return adapter.look(new Task(adapter.id(), null, model(), "task:1/a b"))
                .await()
                .atMost(PATIENCE);
    }

    private LookFailure failedLook(MusicProvider adapter) {
        return failure(adapter, model(), "task:1/a b");
    }

    static Stream<Arguments> thingsThatProveNothing() {
        return Stream.of(
                        Map.entry("no body", answer(200, "")),
                        Map.entry("no content", answer(204, "")),
                        Map.entry("no id", answer(200, "{}")),
                        Map.entry("a null id", answer(200, "{\"id\":null,\"musicId\":null,\"data\":null}")),
                        Map.entry(
                                "a blank id",
                                answer(200, "{\"id\":\"\",\"musicId\":\" \",\"data\":{\"task_id\":\"\"}}")),
                        Map.entry("HTML", answer(200, HTML)),
                        Map.entry("broken JSON", answer(200, "{\"data\":{\"task_id\":\"t-1\"")),
                        Map.entry("a list", answer(200, "[]")),
                        Map.entry("a timeout of theirs", answer(408, "")),
                        Map.entry("a conflict", answer(409, "{}")),
                        Map.entry("a teapot", answer(418, HTML)),
                        Map.entry("an error", answer(500, "{\"error\":{\"message\":\"x\"}}")),
                        Map.entry("a bad gateway", answer(502, HTML)),
                        Map.entry("a gateway timeout", answer(504, HTML)),
                        Map.entry("a cut", cut()),
                        Map.entry("a cut in the body", cutInTheBody()))
                .map(row -> Arguments.of(row.getKey(), row.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("thingsThatProveNothing")
    void create_answeredByWhatProvesNothing_isAmbiguousAndSentOnce(String what, Reaction reaction) {
        // Given
        provider.does(reaction);

        // When
        CreateAnswer answer = create(adapter());

        // Then
        assertThat(answer).isInstanceOf(Ambiguous.class);
        assertThat(provider.seen()).hasSize(1);
    }

    @Test
    void create_neverAnswered_isAmbiguousAndSentOnce() {
        // Given
        provider.does(hang());
        MusicProvider adapter = adapter(provider.base(), TestSettings.SHIPPED.timeouts(Duration.ofMillis(400)));

        // When
        CreateAnswer answer = create(adapter);

        // Then
        assertThat(answer).isEqualTo(new Ambiguous("the provider did not answer in time"));
        assertThat(provider.seen()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void create_redirected_isAmbiguousAndNobodyElseSeesTheKey(int status) {
        // Given
        provider.does(answer(status, "", "Location", stranger.base() + "/elsewhere"));

        // When
        CreateAnswer answer = create(adapter());

        // Then
        assertThat(answer).isInstanceOf(Ambiguous.class);
        assertThat(provider.seen()).hasSize(1);
        assertThat(stranger.seen()).isEmpty();
    }

    static IntStream redirects() {
        return IntStream.of(301, 302, 303, 307, 308);
    }

    @Test
    void create_refusedConnection_isNotStarted() throws IOException {
        // Given
        MusicProvider adapter = adapter(nobody(), TestSettings.SHIPPED);

        // When
        CreateAnswer answer = create(adapter);

        // Then
        assertThat(answer)
                .isEqualTo(new NotStarted(NotStarted.Cause.UNREACHABLE, "the provider could not be reached", null));
    }

    @Test
    void create_withoutTlsThere_isNotStarted() {
        // Given
        URI tls = URI.create(provider.base().toString().replace("http:", "https:"));
        MusicProvider adapter = adapter(tls, TestSettings.SHIPPED);

        // When
        CreateAnswer answer = create(adapter);

        // Then
        assertThat(answer)
                .isEqualTo(new NotStarted(NotStarted.Cause.UNREACHABLE, "the provider could not be reached", null));
        assertThat(provider.seen()).isEmpty();
    }

    @Test
    void create_answeredBusy_isNotStartedAndSentOnce() {
        // Given
        provider.does(answer(429, HTML, "Retry-After", "7"));

        // When
        CreateAnswer answer = create(adapter());

        // Then
        assertThat(answer)
                .isEqualTo(new NotStarted(NotStarted.Cause.BUSY, "the provider is busy (429)", Duration.ofSeconds(7)));
        assertThat(provider.seen()).hasSize(1);
    }

    @Test
    void create_answeredUnavailable_isNotStartedAndSentOnce() {
        // Given
        provider.does(answer(503, "", "Retry-After", "Fri, 20 Nov 2026 12:02:00 GMT"));

        // When
        CreateAnswer answer = create(adapter());

        // Then
        assertThat(answer)
                .isEqualTo(new NotStarted(
                        NotStarted.Cause.UNAVAILABLE, "the provider is unavailable (503)", Duration.ofMinutes(2)));
        assertThat(provider.seen()).hasSize(1);
    }

    @Test
    void create_answeredUnavailableWhereThatIsNotSafe_isAmbiguous() {
        // Given
        provider.does(answer(503, ""));
        MusicProvider adapter = adapter(provider.base(), TestSettings.SHIPPED.safe(429));

        // When
        CreateAnswer answer = create(adapter);

        // Then
        assertThat(answer).isInstanceOf(Ambiguous.class);
    }

    @Test
    void create_subscribedTwice_isSentOnce() {
        // Given
        provider.does(answer(500, ""));
        MusicProvider adapter = adapter();
        Route route = route(adapter, model());
        var create = adapter.create(new CreateOrder(route, song(route, ""), null, null));
        create.await().atMost(PATIENCE);

        // When
        create.await().atMost(PATIENCE);

        // Then
        assertThat(provider.seen()).hasSize(1);
    }

    @Test
    void create_thatCannotBeWritten_isRefusedAndNothingIsSent() {
        // Given
        MusicProvider adapter = adapter();
        CreateOrder broken = new CreateOrder(route(adapter, model()), null, null, null);

        // When
        CreateAnswer answer = adapter.create(broken).await().atMost(PATIENCE);

        // Then
        assertThat(answer).isInstanceOf(Refused.class);
        assertThat(provider.seen()).isEmpty();
    }

    @Test
    void create_carriesKeyAndNameOnAConnectionOfItsOwn() {
        // Given
        provider.does(answer(429, ""));

        // When
        create(adapter());

        // Then
        assertThat(provider.seen().get(0).headers())
                .containsEntry("Authorization", "Bearer " + TestClients.KEY)
                .containsEntry("User-Agent", "Segue")
                .containsEntry("Connection", "close");
    }

    static Stream<Arguments> thingsThatTellNothing() {
        return Stream.of(
                        Map.entry("no body", answer(200, "")),
                        Map.entry("HTML", answer(200, HTML)),
                        Map.entry("broken JSON", answer(200, "{\"status\":\"completed\"")),
                        Map.entry("a list", answer(200, "[]")),
                        Map.entry("a redirect", answer(302, "", "Location", "/elsewhere")),
                        Map.entry("a timeout of theirs", answer(408, "")),
                        Map.entry("a teapot", answer(418, HTML)),
                        Map.entry("busy", answer(429, "")),
                        Map.entry("an error", answer(500, "{}")),
                        Map.entry("a bad gateway", answer(502, HTML)),
                        Map.entry("unavailable", answer(503, "")),
                        Map.entry("a cut", cut()),
                        Map.entry("a cut in the body", cutInTheBody()))
                .map(row -> Arguments.of(row.getKey(), row.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("thingsThatTellNothing")
    void look_answeredByWhatTellsNothing_isNoAnswer(String what, Reaction reaction) {
        // Given
        provider.does(reaction);

        // When
        LookFailure failure = failedLook(adapter());

        // Then
        assertThat(failure).isInstanceOf(LookFailure.NoAnswer.class);
        assertThat(provider.seen()).hasSizeBetween(1, 3);
    }

    @Test
    void look_refusedConnection_isNoAnswer() throws IOException {
        // Given
        MusicProvider adapter = adapter(nobody(), TestSettings.SHIPPED);

        // When
        LookFailure failure = failedLook(adapter);

        // Then
        assertThat(failure).isInstanceOf(LookFailure.NoAnswer.class);
    }

    @Test
    void look_neverAnswered_isNoAnswer() {
        // Given
        provider.does(hang());
        MusicProvider adapter = adapter(provider.base(), TestSettings.SHIPPED.timeouts(Duration.ofMillis(400)));

        // When
        LookFailure failure = failedLook(adapter);

        // Then
        assertThat(failure).isInstanceOf(LookFailure.NoAnswer.class);
    }

    @Test
    void look_askedToWaitLong_isNoAnswerAtOnceAndTellsHowLong() {
        // Given
        provider.does(answer(429, "", "Retry-After", "60"));

        // When
        LookFailure failure = failedLook(adapter());

        // Then
        assertThat(failure).isInstanceOfSatisfying(LookFailure.NoAnswer.class, none -> assertThat(none.retryAfter())
                .isEqualTo(Duration.ofSeconds(60)));
        assertThat(provider.seen()).hasSize(1);
    }

    @Test
    void look_answeredNotFound_isNotFound() {
        // Given
        provider.does(answer(404, HTML));

        // When
        LookFailure failure = failedLook(adapter());

        // Then
        assertThat(failure).isInstanceOf(LookFailure.NotFound.class);
        assertThat(provider.seen()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("denials")
    void look_refused_isDeniedAndSaysNothingOfTheTask(int status) {
        // Given
        provider.does(answer(status, HTML));

        // When
        LookFailure failure = failedLook(adapter());

        // Then
        assertThat(failure).isInstanceOf(LookFailure.Denied.class);
        assertThat(provider.seen()).hasSize(1);
    }

    static IntStream denials() {
        return IntStream.rangeClosed(400, 403);
    }

    @Test
    void look_redirected_isNotFollowed() {
        // Given
        provider.does(answer(307, "", "Location", stranger.base() + "/elsewhere"));

        // When
        failedLook(adapter());

        // Then
        assertThat(stranger.seen()).isEmpty();
    }

    @Test
    void look_withAnEmptyObject_isStillRunning() {
        // Given
        provider.does(answer(200, "{}"));

        // When
        TaskState state = look(adapter());

        // Then
        assertThat(state).isEqualTo(new TaskState.Running(null));
    }

    private static URI nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return URI.create("http://localhost:" + socket.getLocalPort());
        }
    }
}
