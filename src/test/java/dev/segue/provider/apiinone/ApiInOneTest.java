package dev.segue.provider.apiinone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.Ambiguous;
import dev.segue.provider.CreateAnswer.Barred;
import dev.segue.provider.CreateAnswer.NotStarted;
import dev.segue.provider.CreateAnswer.Refused;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.ProviderConversation;
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
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApiInOneTest extends SamplesContract {

    private static final String MODEL = "minimax-music";
    private static final String PROMPT = "An energetic electronic dance track with pulsing synths and driving bass";

    ApiInOneTest() {
        super(new ProviderConversation(ApiInOne.ID, ApiInOne.STATUSES, ApiInOne::new));
    }

    @Override
    protected CreateAnswer create() {
        return talk.create(MODEL, new SongRequest(Map.of("prompt", PROMPT)));
    }

    @Override
    protected String task() {
        return "task_abc123";
    }

    @Override
    protected String lookedAt() {
        return "/api/v1/tasks/task_abc123";
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("create-request-without-lyrics", Map.of("prompt", PROMPT, "instrumental", false)),
                Arguments.of(
                        "create-request",
                        Map.of(
                                "prompt",
                                PROMPT,
                                "lyrics",
                                "Feel the beat, move your feet, let the music take you higher",
                                "audio.bitrate",
                                256000,
                                "audio.sample_rate",
                                44100,
                                "title",
                                "Higher")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void create_asInSample_sendsItsBody(String sample, Map<String, Object> song) {
        // Given
        JsonObject expected = Samples.read(ApiInOne.ID, sample);
        talk.replays("create-answer");
        assertThat(talk.route(MODEL).check(new SongRequest(song))).isEmpty();

        // When
        talk.create(MODEL, new SongRequest(song));

        // Then
        assertThat(talk.heardBody()).isEqualTo(expected.getJsonObject("body"));
        assertThat(talk.heard().method() + " " + talk.heard().uri()).isEqualTo("POST /api/v1/audio/music");
    }

    @Override
    protected Stream<Arguments> createAnswers() {
        Started started = new Started("n74xxxx_minimax", null, new Running(null));
        return Stream.of(
                Arguments.of("create-answer", started),
                Arguments.of("create-answer-flat-id", started),
                Arguments.of("create-answer-flat-task-id", started),
                Arguments.of(
                        "create-answer-without-task-id", new Ambiguous("the provider's answer names no task (200)")),
                Arguments.of("error-400", new Refused(false, "the provider refused the request (400 invalid_request)")),
                Arguments.of("error-400-sister", new Refused(false, "the provider refused the request (400)")),
                Arguments.of("error-400-under-200", new Refused(false, "the provider refused the request (400)")),
                Arguments.of(
                        "error-401",
                        new Barred(
                                Barred.Cause.UNAUTHORIZED,
                                "the provider refused our key (401 authentication_error)",
                                false)),
                Arguments.of(
                        "error-402",
                        new Barred(
                                Barred.Cause.OUT_OF_CREDIT,
                                "the balance there is used up (402 insufficient_credits)",
                                false)),
                Arguments.of(
                        "error-403",
                        new Barred(
                                Barred.Cause.UNAUTHORIZED,
                                "the provider refused our key (403 permission_denied)",
                                false)),
                Arguments.of("error-404", new Refused(false, "the provider refused the request (404 not_found)")),
                Arguments.of(
                        "error-429",
                        new NotStarted(
                                NotStarted.Cause.BUSY,
                                "the provider is busy (429 rate_limit_exceeded)",
                                Duration.ofSeconds(2))),
                Arguments.of("error-500", new Ambiguous("the provider's answer proves nothing (500 server_error)")),
                Arguments.of("error-502-html", new Ambiguous("the provider's answer proves nothing (502)")));
    }

    @Override
    protected Stream<Arguments> lookAnswers() {
        Succeeded done =
                new Succeeded(List.of(new Track("https://files.example.com/apiinone/n74xxxx_minimax.mp3", null, null)));
        Failed failed = new Failed("the provider's task failed");
        return Stream.of(
                Arguments.of("look-answer-in-progress", new Running(null)),
                Arguments.of("look-answer-unknown-status", new Running(null)),
                Arguments.of("look-answer-completed", done),
                Arguments.of("look-answer-complete-type", done),
                Arguments.of("look-answer-completed-audio-url", done),
                Arguments.of("look-answer-completed-files", done),
                Arguments.of("look-answer-completed-output-audio", done),
                Arguments.of("look-answer-completed-output-list", done),
                Arguments.of("look-answer-completed-output-url", done),
                Arguments.of("look-answer-completed-response-data", done),
                Arguments.of("look-answer-completed-results", done),
                Arguments.of("look-answer-completed-url", done),
                Arguments.of("look-answer-success-state-flat", done),
                Arguments.of("look-answer-completed-without-audio", new Succeeded(List.of())),
                Arguments.of("look-answer-error-status", failed),
                Arguments.of("look-answer-failed", failed),
                Arguments.of("look-answer-failed-error-message", failed),
                Arguments.of("look-answer-failed-error-object", failed),
                Arguments.of("look-answer-failed-fail-message", failed),
                Arguments.of("look-answer-failed-message", failed),
                Arguments.of("look-answer-failed-moderated", new Moderated("the provider's task failed")));
    }

    @Test
    void look_withSeveralFiles_hasATrackEach() {
        // Given
        talk.does(ScriptedProvider.answer(200, """
                {"data": {"status": "Success", "output": {"audio_url": ""}, "response_data": [],
                  "files": [{"audio_url": "https://x.example/1.mp3", "duration": "3"}, "https://x.example/2.mp3", 7]}}"""));

        // When
        TaskState state = talk.look("task_abc123");

        // Then
        assertThat(state)
                .isEqualTo(new Succeeded(List.of(
                        new Track("https://x.example/1.mp3", null, 3.0),
                        new Track("https://x.example/2.mp3", null, null))));
    }
}
