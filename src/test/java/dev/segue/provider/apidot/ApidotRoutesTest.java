package dev.segue.provider.apidot;

import static dev.segue.provider.Bounds.lengths;
import static dev.segue.provider.Bounds.row;
import static dev.segue.provider.Bounds.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.provider.Bounds;
import dev.segue.provider.MusicProvider;
import dev.segue.provider.http.ProviderClient;
import dev.segue.provider.route.SongRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApidotRoutesTest {

    private static final MusicProvider ADAPTER = new Apidot((ProviderClient) null, Limits.SHIPPED);
    private static final String MINIMAX = "minimax-music-2.6";
    private static final String GENERATE = "generate-music";
    private static final Map<String, Object> SUNG = Map.of("prompt", "Uplifting indie pop", "lyrics", "La la");
    private static final Map<String, Object> BARE = Map.of("prompt", "Uplifting indie pop");
    private static final Map<String, Object> CUSTOM = Map.of("prompt", "pop", "lyrics", "La la", "title", "Lights");
    private static final Map<String, Object> CUSTOM_V4 =
            Map.of("prompt", "pop", "lyrics", "La la", "title", "Lights", "options.mv", "V4");
    private static final Map<String, Object> CUSTOM_V4_5ALL =
            Map.of("prompt", "pop", "lyrics", "La la", "title", "Lights", "options.mv", "V4_5ALL");
    private static final Map<String, Object> TITLED_INSTRUMENTAL =
            Map.of("prompt", "pop", "instrumental", true, "title", "Lights");

    static Stream<Arguments> bounds() {
        return Stream.of(minimax(), generate(), options()).flatMap(rows -> rows);
    }

    private static Stream<Arguments> minimax() {
        return Stream.of(
                        lengths(MINIMAX, SUNG, "prompt", 10, 2000),
                        Stream.of(
                                row(MINIMAX, SUNG, "prompt", null, false),
                                row(MINIMAX, SUNG, "lyrics", Bounds.text(3500), true),
                                row(MINIMAX, SUNG, "lyrics", Bounds.text(3501), false),
                                row(MINIMAX, SUNG, "lyrics", null, false),
                                row(MINIMAX, SUNG, "lyrics", " \n", false),
                                row(MINIMAX, BARE, "instrumental", true, true),
                                row(MINIMAX, BARE, "options.lyrics_optimizer", true, true),
                                row(MINIMAX, SUNG, "title", "Any", true),
                                row(MINIMAX, SUNG, "options.mv", "V5", false),
                                row(MINIMAX, SUNG, "reference_audio_url", "https://x.example/a.mp3", false)),
                        rows(MINIMAX, SUNG, "audio.format", true, "mp3", "wav", "pcm"),
                        rows(MINIMAX, SUNG, "audio.format", false, "flac"),
                        rows(MINIMAX, SUNG, "audio.sample_rate", true, 16000, 24000, 32000, 44100),
                        rows(MINIMAX, SUNG, "audio.sample_rate", false, 22050, 48000),
                        rows(MINIMAX, SUNG, "audio.bitrate", true, 32000, 64000, 128000, 256000),
                        rows(MINIMAX, SUNG, "audio.bitrate", false, 60000))
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> generate() {
        return Stream.of(
                        lengths(GENERATE, BARE, "prompt", 1, 500),
                        lengths(GENERATE, CUSTOM, "prompt", 1, 1000),
                        lengths(GENERATE, CUSTOM, "lyrics", 1, 5000),
                        lengths(GENERATE, CUSTOM, "title", 1, 100),
                        lengths(GENERATE, CUSTOM_V4, "prompt", 1, 200),
                        lengths(GENERATE, CUSTOM_V4, "lyrics", 1, 3000),
                        lengths(GENERATE, CUSTOM_V4, "title", 1, 80),
                        lengths(GENERATE, CUSTOM_V4_5ALL, "prompt", 1, 1000),
                        lengths(GENERATE, CUSTOM_V4_5ALL, "lyrics", 1, 5000),
                        lengths(GENERATE, CUSTOM_V4_5ALL, "title", 1, 80),
                        lengths(GENERATE, TITLED_INSTRUMENTAL, "prompt", 1, 1000),
                        Stream.of(
                                row(GENERATE, CUSTOM, "title", null, false),
                                row(GENERATE, CUSTOM, "prompt", null, false),
                                row(GENERATE, TITLED_INSTRUMENTAL, "title", null, true),
                                row(GENERATE, BARE, "title", Bounds.text(500), true),
                                row(GENERATE, BARE, "audio.format", "mp3", false),
                                row(GENERATE, BARE, "options.lyrics_optimizer", true, false)))
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> options() {
        return Stream.of(
                        rows(GENERATE, BARE, "options.mv", true, "V4", "V4_5", "V4_5PLUS", "V4_5ALL", "V5", "V5_5"),
                        rows(GENERATE, BARE, "options.mv", false, "V3", "v5", 5),
                        rows(GENERATE, BARE, "options.vocal_gender", true, "m", "f"),
                        rows(GENERATE, BARE, "options.vocal_gender", false, "x", "female"),
                        weights("options.style_weight"),
                        weights("options.weirdness_constraint"),
                        weights("options.audio_weight"))
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> weights(String field) {
        return Stream.concat(
                rows(GENERATE, BARE, field, true, 0, 0.5, 1), rows(GENERATE, BARE, field, false, -0.01, 1.01, "1"));
    }

    @ParameterizedTest(name = "{0}: {1}, taken: {4}")
    @MethodSource("bounds")
    void field_atItsBounds_isTakenOrRefused(String model, String what, SongRequest song, String field, boolean taken) {
        // When
        List<String> faults = Bounds.faults(Bounds.route(ADAPTER, model), song);

        // Then
        assertThat(faults).isEqualTo(taken ? List.of() : List.of(Bounds.pointer(field)));
    }

    @Test
    void limits_ofAnOperator_areHeldTo() {
        // Given
        GenerateMusicLimits limits = Limits.of(Map.of("segue.providers.apidot.generate-music.simple-prompt", "12"));
        MusicProvider adapter = new Apidot((ProviderClient) null, limits);

        // When
        List<String> faults =
                Bounds.faults(Bounds.route(adapter, GENERATE), new SongRequest(Map.of("prompt", Bounds.text(13))));

        // Then
        assertThat(faults).containsExactly("/prompt");
    }
}
