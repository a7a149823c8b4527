package dev.segue.provider.apidot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.provider.http.Samples;
import dev.segue.provider.route.SongRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApidotRequestsTest extends ApidotConversation {

    private static final String CALLBACK = "https://gateway.example.com/v1/callbacks/apidot/token";

    /** Each sample of a request, and what of ours it is made from. */
    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(
                        "create-request-minimax-music-2.6",
                        "minimax-music-2.6",
                        CALLBACK,
                        Map.of(
                                "prompt",
                                "Uplifting indie pop, bright guitars, female vocals",
                                "lyrics",
                                "[Verse]\nStreetlights flicker, the night breeze sighs\n[Chorus]\nCity lights, carry me"
                                        + " home",
                                "audio.sample_rate",
                                44100,
                                "audio.bitrate",
                                256000,
                                "audio.format",
                                "mp3",
                                "title",
                                "City lights")),
                Arguments.of(
                        "create-request-minimax-music-2.6-instrumental",
                        "minimax-music-2.6",
                        null,
                        Map.of("prompt", "Calm piano and soft strings for a rainy evening", "instrumental", true)),
                Arguments.of(
                        "create-request-minimax-music-2.6-lyrics-optimizer",
                        "minimax-music-2.6",
                        null,
                        Map.of(
                                "prompt",
                                "Folk ballad about the sea, acoustic guitar",
                                "options.lyrics_optimizer",
                                true)),
                Arguments.of(
                        "create-request-generate-music-simple",
                        "generate-music",
                        null,
                        Map.of("prompt", "A cheerful song about a summer morning", "title", "Kept on the job")),
                Arguments.of(
                        "create-request-generate-music-custom",
                        "generate-music",
                        null,
                        Map.ofEntries(
                                Map.entry("prompt", "indie pop"),
                                Map.entry(
                                        "lyrics",
                                        "[Verse]\nStreetlights flicker\n[Chorus]\nCity lights, carry me home"),
                                Map.entry("title", "City lights"),
                                Map.entry("options.mv", "V4_5PLUS"),
                                Map.entry("options.negative_tags", "heavy metal"),
                                Map.entry("options.vocal_gender", "f"),
                                Map.entry("options.style_weight", 0.65),
                                Map.entry("options.weirdness_constraint", 0.3),
                                Map.entry("options.audio_weight", 0.5))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void create_ofModel_sendsItsBody(String sample, String model, String callback, Map<String, Object> song) {
        // Given
        JsonObject expected = Samples.read(Apidot.ID, sample);
        talk.replays("create-answer");
        assertThat(talk.route(model).check(new SongRequest(song))).isEmpty();

        // When
        talk.create(model, new SongRequest(song), null, callback);

        // Then
        assertThat(talk.heardBody()).isEqualTo(expected.getJsonObject("body"));
        assertThat(talk.heard().method() + " " + talk.heard().uri()).isEqualTo("POST /api/generate/submit");
    }

    @Test
    void requests_coverEverySample() {
        // When
        Stream<Object> covered = requests().map(row -> row.get()[0]);

        // Then
        assertThat(covered).containsAll(Samples.names(Apidot.ID, "create-request"));
    }

    @Test
    void create_ofInstrumentalWithTitle_sendsItsStyleAsPromptToo() {
        // Given
        talk.replays("create-answer");

        // When
        talk.create(
                "generate-music",
                new SongRequest(
                        Map.of("prompt", "slow jazz", "instrumental", true, "title", "Late", "options.mv", "V4")));

        // Then
        assertThat(talk.heardBody().getJsonObject("input"))
                .isEqualTo(new JsonObject()
                        .put("prompt", "slow jazz")
                        .put("style", "slow jazz")
                        .put("title", "Late")
                        .put("custom_mode", true)
                        .put("instrumental", true)
                        .put("mv", "V4"));
    }
}
