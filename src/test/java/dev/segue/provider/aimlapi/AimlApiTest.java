package dev.segue.provider.aimlapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.Ambiguous;
import dev.segue.provider.CreateAnswer.Barred;
import dev.segue.provider.CreateAnswer.NotStarted;
import dev.segue.provider.CreateAnswer.Refused;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.CreateAnswer.Usage;
import dev.segue.provider.LookFailure;
import dev.segue.provider.ProviderConversation;
import dev.segue.provider.SamplesContract;
import dev.segue.provider.TaskState.Failed;
import dev.segue.provider.TaskState.Moderated;
import dev.segue.provider.TaskState.Running;
import dev.segue.provider.TaskState.Succeeded;
import dev.segue.provider.Track;
import dev.segue.provider.http.Samples;
import dev.segue.provider.route.SongRequest;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AimlApiTest extends SamplesContract {

    private static final String ID = "906aec79-b0af-40c4-adae-15e6c4410e29:minimax-music";
    private static final Map<String, Object> SONG =
            Map.of("prompt", "Uplifting indie pop, bright guitars", "lyrics", "[Verse]\nStreetlights flicker");

    AimlApiTest() {
        super(new ProviderConversation(AimlApi.ID, AimlApi.STATUSES, AimlApi::new));
    }

    @Override
    protected CreateAnswer create() {
        return talk.create("minimax-music-2.6", new SongRequest(SONG));
    }

    @Override
    protected String task() {
        return ID;
    }

    @Override
    protected String lookedAt() {
        return "/v2/generate/audio?generation_id=906aec79-b0af-40c4-adae-15e6c4410e29%3Aminimax-music";
    }

    /** Each sample of a request, and what of ours it is made from. */
    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("create-request-minimax-music-2.6", "minimax-music-2.6", likeSample("minimax-music-2.6")),
                Arguments.of(
                        "create-request-minimax-music-2.6-audio-setting",
                        "minimax-music-2.6",
                        with(SONG, "audio.format", "mp3", "audio.sample_rate", 44100, "audio.bitrate", 256000)),
                Arguments.of(
                        "create-request-minimax-music",
                        "minimax-music",
                        Map.of(
                                "lyrics",
                                "##Side by side, through thick and thin, \n\nWith a laugh, we always win. \n\n Storms may come,"
                                        + " but we stay true, \n\nFriends forever—me and you!##",
                                "reference_audio_url",
                                "https://tand-dev.github.io/audio-hosting/spinning-head-271171.mp3",
                                "title",
                                "Friends")),
                Arguments.of("create-request-music-1.5", "minimax-music-1.5", likeSample("music-1.5")),
                Arguments.of("create-request-music-2.0", "minimax-music-2.0", likeSample("music-2.0")),
                Arguments.of("create-request-music-cover", "minimax-music-cover", likeSample("music-cover")),
                Arguments.of(
                        "create-request-stable-audio",
                        "stable-audio",
                        Map.of(
                                "prompt", "Lo-fi hip-hop drums, vinyl crackle",
                                "options.seconds_total", 30,
                                "options.steps", 100)),
                Arguments.of(
                        "create-request-eleven-music",
                        "eleven-music",
                        Map.of("prompt", "Epic orchestral score for a trailer", "options.music_length_ms", 20000)),
                Arguments.of(
                        "create-request-lyria2",
                        "lyria-2",
                        Map.of(
                                "prompt", "Ambient pads over a gentle beat",
                                "options.negative_prompt", "vocals",
                                "options.seed", 7)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void create_ofModel_sendsItsBody(String sample, String model, Map<String, Object> song) {
        // Given
        JsonObject expected = Samples.read(AimlApi.ID, sample);
        talk.replays("create-answer-minimax-music-2.6");
        assertThat(talk.route(model).check(new SongRequest(song))).isEmpty();

        // When
        talk.create(model, new SongRequest(song));

        // Then
        assertThat(talk.heardBody()).isEqualTo(expected.getJsonObject("body"));
        assertThat(talk.heard().method() + " " + talk.heard().uri()).isEqualTo("POST /v2/generate/audio");
        assertThat(talk.heard().headers()).containsEntry("Content-Type", "application/json");
    }

    @Test
    void requests_coverEverySample() {
        // When
        Stream<Object> covered = requests().map(row -> row.get()[0]);

        // Then
        assertThat(covered).containsAll(Samples.names(AimlApi.ID, "create-request"));
    }

    @Test
    void create_withBitrateOnly_sendsTheFormatThatTheObjectRequires() {
        // Given
        talk.replays("create-answer-minimax-music-2.6");

        // When
        talk.create("minimax-music-2.6", new SongRequest(with(SONG, "audio.bitrate", 64000, "instrumental", false)));

        // Then
        assertThat(talk.heardBody().getJsonObject("audio_setting"))
                .isEqualTo(new JsonObject().put("format", "mp3").put("bitrate", 64000));
        assertThat(talk.heardBody().fieldNames())
                .containsExactlyInAnyOrder("model", "prompt", "lyrics", "audio_setting");
    }

    @Override
    protected Stream<Arguments> createAnswers() {
        Usage usage = new Usage(new BigDecimal("0.195"), 390000L);
        return Stream.of(
                Arguments.of("create-answer-minimax-music", new Started(ID, null, new Running(null))),
                Arguments.of("create-answer-completed", new Started(ID, null, new Running(null))),
                Arguments.of("create-answer-error", new Started(ID, null, new Failed("the provider's task failed"))),
                Arguments.of(
                        "create-answer-minimax-music-2.6",
                        new Started("NDxdQ2xZY1L6PYQNkJgbA", usage, new Running(null))),
                Arguments.of(
                        "create-answer-minimax-music-2.6-201",
                        new Started("NDxdQ2xZY1L6PYQNkJgbA", usage, new Running(null))),
                Arguments.of(
                        "create-answer-slashed-id",
                        new Started("60ac7c34-3224-4b14-8e7d-0aa0db708325:minimax/music-1.5", null, new Running(null))),
                Arguments.of("create-answer-without-id", new Ambiguous("the provider's answer names no task (200)")),
                Arguments.of("error-400", new Refused(false, "the provider refused the request (400)")),
                Arguments.of("error-400-nested", new Refused(false, "the provider refused the request (400)")),
                Arguments.of("error-400-titled", new Refused(false, "the provider refused the request (400)")),
                Arguments.of(
                        "error-401",
                        new Barred(Barred.Cause.UNAUTHORIZED, "the provider refused our key (401)", false)),
                Arguments.of(
                        "error-403",
                        new Barred(Barred.Cause.OUT_OF_CREDIT, "the balance there is used up (403)", false)),
                Arguments.of("error-404", new Refused(false, "the provider refused the request (404)")),
                Arguments.of(
                        "error-429",
                        new NotStarted(NotStarted.Cause.BUSY, "the provider is busy (429)", Duration.ofSeconds(2))),
                Arguments.of("error-500", new Ambiguous("the provider's answer proves nothing (500)")),
                Arguments.of("error-502-html", new Ambiguous("the provider's answer proves nothing (502)")));
    }

    @Override
    protected Stream<Arguments> lookAnswers() {
        String signed = "https://cdn.aimlapi.com/moose/music%2Fprod%2Ftts-20260416000759-FRVqSDONLPpncief.mp3"
                + "?Expires=1776355687&OSSAccessKeyId=example&Signature=QLCM2D4LO3k%2BADUW0kt%2BrIXNK4Q%3D";
        return Stream.of(
                Arguments.of("look-answer-queued", new Running(null)),
                Arguments.of("look-answer-generating", new Running(null)),
                Arguments.of("look-answer-generating-nulls", new Running(null)),
                Arguments.of("look-answer-waiting", new Running(null)),
                Arguments.of("look-answer-unknown-status", new Running(null)),
                Arguments.of("look-answer-completed-minimax-music-2.6", succeeded(signed)),
                Arguments.of("look-answer-completed-minimax-music", audioOf("look-answer-completed-minimax-music")),
                Arguments.of("look-answer-completed-with-usage", audioOf("look-answer-completed-with-usage")),
                Arguments.of("look-answer-complete", audioOf("look-answer-complete")),
                Arguments.of("look-answer-completed-without-audio", new Succeeded(List.of())),
                Arguments.of(
                        "look-answer-error",
                        new Failed(
                                "the provider's task failed downstream; lyrics that need more than a minute end so")),
                Arguments.of("look-answer-error-without-error", new Failed("the provider's task failed")),
                Arguments.of(
                        "look-answer-error-moderated", new Moderated("the provider's task failed (ModerationError)")));
    }

    @Test
    void look_ofIdWithColonAndSlash_encodesItOnce() {
        // Given
        talk.replays("look-answer-queued");

        // When
        talk.look("60ac7c34:minimax/music-1.5 +%&");

        // Then
        assertThat(talk.heard().method()).isEqualTo("GET");
        assertThat(talk.heard().uri())
                .isEqualTo("/v2/generate/audio?generation_id=60ac7c34%3Aminimax%2Fmusic-1.5%20%2B%25%26");
    }

    @Test
    void look_denied_isShownUntilALookSucceeds() {
        // Given
        talk.replays("error-401", "look-answer-queued");
        assertThatThrownBy(() -> talk.look(ID)).isInstanceOf(LookFailure.Denied.class);
        assertThat(talk.healthy()).isFalse();

        // When
        talk.look(ID);

        // Then
        assertThat(talk.healthy()).isTrue();
    }

    private static Map<String, Object> likeSample(String name) {
        Map<String, Object> body = new HashMap<>(Samples.read(AimlApi.ID, "create-request-" + name)
                .getJsonObject("body")
                .getMap());
        body.remove("model");
        return body;
    }

    private static Succeeded succeeded(String url) {
        return new Succeeded(List.of(new Track(url, null, null)));
    }

    private static Succeeded audioOf(String sample) {
        return succeeded(Samples.read(AimlApi.ID, sample)
                .getJsonObject("body")
                .getJsonObject("audio_file")
                .getString("url"));
    }

    private static Map<String, Object> with(Map<String, Object> song, Object... more) {
        Map<String, Object> all = new HashMap<>(song);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }
}
