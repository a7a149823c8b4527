package dev.segue.provider;

import static dev.segue.provider.http.ScriptedProvider.answer;
import static dev.segue.provider.http.ScriptedProvider.cut;
import static dev.segue.provider.http.ScriptedProvider.cutInTheBody;
import static dev.segue.provider.http.ScriptedProvider.hang;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.provider.http.ScriptedProvider.Reaction;
import dev.segue.provider.http.TestSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every adapter owes us, whatever its provider does: of a create, and that a look which failed says nothing about the task. */
public abstract class ProviderContract extends CreateContract {

    private TaskState look(MusicProvider adapter) {
        return adapter.look(new Task(adapter.id(), null, model(), "task:1/a b"))
                .await()
                .atMost(PATIENCE);
    }

    private LookFailure failedLook(MusicProvider adapter) {
        return failure(adapter, model(), "task:1/a b");
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
}
