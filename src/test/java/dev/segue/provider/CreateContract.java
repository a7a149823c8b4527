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

/** What every adapter owes us of a create: it goes out once, and what is said of it is true of whether something may have been started. */
abstract class CreateContract extends SandboxContract {

    static final String HTML = "<html><body><h1>Bad Gateway</h1></body></html>";

    ScriptedProvider provider;
    ScriptedProvider stranger;

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

    MusicProvider adapter() {
        return adapter(provider.base(), TestSettings.SHIPPED);
    }

    MusicProvider adapter(URI base, TestSettings settings) {
        return adapter(TestClients.of(vertx, "contract", statuses(), base, settings));
    }

    private CreateAnswer create(MusicProvider adapter) {
        Route route = route(adapter, model());
        return create(adapter, route, song(route, ""));
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

    static URI nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return URI.create("http://localhost:" + socket.getLocalPort());
        }
    }
}
