package dev.segue.provider.apidot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.Ambiguous;
import dev.segue.provider.CreateAnswer.Barred;
import dev.segue.provider.CreateAnswer.NotStarted;
import dev.segue.provider.CreateAnswer.Refused;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.LookFailure;
import dev.segue.provider.SamplesContract;
import dev.segue.provider.TaskState;
import dev.segue.provider.TaskState.Failed;
import dev.segue.provider.TaskState.Moderated;
import dev.segue.provider.TaskState.Running;
import dev.segue.provider.TaskState.Succeeded;
import dev.segue.provider.Track;
import dev.segue.provider.http.Samples;
import dev.segue.provider.http.ScriptedProvider;
import dev.segue.provider.route.SongRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApidotTest extends SamplesContract {

    private static final SongRequest SONG =
            new SongRequest(Map.of("prompt", "Calm piano and soft strings", "instrumental", true));

    ApidotTest() {
        super(ApidotConversation.begin());
    }

    @Override
    protected CreateAnswer create() {
        return talk.create("minimax-music-2.6", SONG);
    }

    @Override
    protected String task() {
        return "task/1";
    }

    @Override
    protected String lookedAt() {
        return "/api/generate/status/task%2F1";
    }

    @Override
    protected Stream<Arguments> createAnswers() {
        Started started = new Started("task-unified-example", null, new Running(null));
        Refused refused = new Refused(false, "the provider refused the request (400 invalid_request_error)");
        Barred key =
                new Barred(Barred.Cause.UNAUTHORIZED, "the provider refused our key (401 authentication_error)", false);
        Barred credit = new Barred(
                Barred.Cause.OUT_OF_CREDIT, "the balance there is used up (402 insufficient_credits)", false);
        return Stream.of(
                Arguments.of("create-answer", started),
                Arguments.of("create-answer-code-zero", started),
                Arguments.of(
                        "create-answer-without-task-id", new Ambiguous("the provider's answer names no task (200)")),
                Arguments.of("error-400", refused),
                Arguments.of("error-400-under-200", refused),
                Arguments.of("error-401", key),
                Arguments.of("error-401-under-200", key),
                Arguments.of("error-402", credit),
                Arguments.of("error-402-under-200", credit),
                Arguments.of(
                        "error-403",
                        new Barred(
                                Barred.Cause.UNAUTHORIZED,
                                "the provider refused our key (403 permission_error)",
                                false)),
                Arguments.of("error-404", new Refused(false, "the provider refused the request (404 not_found_error)")),
                Arguments.of(
                        "error-429",
                        new NotStarted(
                                NotStarted.Cause.BUSY,
                                "the provider is busy (429 rate_limited)",
                                Duration.ofSeconds(2))),
                Arguments.of(
                        "error-429-under-200",
                        new NotStarted(NotStarted.Cause.BUSY, "the provider is busy (429 rate_limited)", null)),
                Arguments.of("error-500", new Ambiguous("the provider's answer proves nothing (500 server_error)")),
                Arguments.of("error-502-html", new Ambiguous("the provider's answer proves nothing (502)")));
    }

    @Override
    protected Stream<Arguments> lookAnswers() {
        Succeeded one = new Succeeded(List.of(new Track(
                "https://files.example.com/apidot/task-unified-example.mp3?Expires=1776355687&Signature=QLCM2D4LO3k%2BADUW0kt%2BrIXNK4Q%3D",
                null, null)));
        Succeeded two = new Succeeded(List.of(
                new Track(
                        "https://files.example.com/apidot/one.mp3?Expires=1776355687&Signature=abc%2B1%3D",
                        "https://files.example.com/apidot/one.jpeg", 183.4),
                new Track(
                        "https://files.example.com/apidot/two.mp3?Expires=1776355687&Signature=abc%2B2%3D",
                        "https://files.example.com/apidot/two.jpeg", 176.2)));
        return Stream.of(
                Arguments.of("look-answer-not-started", new Running(0)),
                Arguments.of("look-answer-running", new Running(42)),
                Arguments.of("look-answer-unknown-status", new Running(87)),
                Arguments.of("look-answer-finished-output-files", one),
                Arguments.of("look-answer-finished-data-files", one),
                Arguments.of("look-answer-finished-variants", two),
                Arguments.of("look-answer-finished-variants-output", two),
                Arguments.of("look-answer-failed", new Failed("the provider's task failed")),
                Arguments.of("look-answer-failed-moderated", new Moderated("the provider's task failed")));
    }

    @Test
    void look_finishedWithoutAudio_readsTheDetailOnce() {
        // Given
        talk.replays("look-finished-without-audio", "detail-answer-finished");

        // When
        TaskState state = talk.look("task-unified-example");

        // Then
        assertThat(((Succeeded) state).tracks()).hasSize(2);
        assertThat(talk.allHeard())
                .extracting(ScriptedProvider.Seen::uri)
                .containsExactly(
                        "/api/generate/status/task-unified-example",
                        "/api/generate/detail/music?task_id=task-unified-example");
    }

    @ParameterizedTest
    @MethodSource("detailsWithoutAudio")
    void look_withoutAudioInTheDetailEither_endsWithoutTracks(String detail) {
        // Given
        talk.replays("look-finished-without-audio", detail);

        // When
        TaskState state = talk.look("task-unified-example");

        // Then
        assertThat(state).isEqualTo(new Succeeded(List.of()));
        assertThat(talk.allHeard()).hasSize(2);
    }

    static Stream<String> detailsWithoutAudio() {
        return Stream.of("look-finished-without-audio", "error-404");
    }

    @Test
    void look_whoseDetailCannotBeRead_isLeftForTheNextLook() {
        // Given
        talk.does(Samples.replay(Apidot.ID, "look-finished-without-audio"), ScriptedProvider.answer(200, "<html>"));

        // When
        Throwable failure = org.assertj.core.api.Assertions.catchThrowable(() -> talk.look("task-unified-example"));

        // Then
        assertThat(failure).isInstanceOf(LookFailure.NoAnswer.class);
    }

    @Test
    void look_withImageAmongFiles_isNoTrack() {
        // Given
        talk.does(ScriptedProvider.answer(200, """
                {"code": 200, "data": {"status": "finished", "files": [
                  {"file_url": "https://x.example/cover.png", "file_type": "image"},
                  {"file_url": "https://x.example/song.mp3", "file_type": "AUDIO", "duration": "12.5"},
                  {"file_url": null, "file_type": "audio"}]}}"""));

        // When
        TaskState state = talk.look("task-unified-example");

        // Then
        assertThat(state).isEqualTo(new Succeeded(List.of(new Track("https://x.example/song.mp3", null, 12.5))));
    }

    @Test
    void look_deniedUnderHttp200_isDenied() {
        // Given
        talk.replays("error-401-under-200");

        // When
        assertThatThrownBy(() -> talk.look("task-unified-example"))
                // Then
                .isInstanceOf(LookFailure.Denied.class);
    }
}
