package dev.segue.provider.aimlapi;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AimlApiRoutesTest {

    private static final MusicProvider ADAPTER = new AimlApi((ProviderClient) null);
    private static final String REFERENCE = "https://x.example/a.mp3";
    private static final Map<String, Object> SONG =
            Map.of("prompt", "Uplifting indie pop", "lyrics", "[Verse]\nStreetlights");
    private static final Map<String, Object> LEGACY =
            Map.of("lyrics", "Side by side", "reference_audio_url", REFERENCE);
    private static final Map<String, Object> COVER = Map.of("prompt", "A jazz cover", "reference_audio_url", REFERENCE);
    private static final Map<String, Object> PROMPT = Map.of("prompt", "Lo-fi drums");

    static Stream<Arguments> bounds() {
        return Stream.of(
                        lengths("minimax-music-2.6", SONG, "prompt", 10, 2000),
                        lengths("minimax-music-2.6", SONG, "lyrics", 10, 3000),
                        lengths("minimax-music-2.0", SONG, "prompt", 10, 2000),
                        lengths("minimax-music-2.0", SONG, "lyrics", 10, 3000),
                        lengths("minimax-music-1.5", SONG, "prompt", 10, 300),
                        lengths("minimax-music-1.5", SONG, "lyrics", 10, 3000),
                        lengths("minimax-music", LEGACY, "lyrics", 1, 600),
                        lengths("minimax-music-cover", COVER, "prompt", 10, 2000),
                        lengths("eleven-music", PROMPT, "prompt", 1, 2000),
                        audio("minimax-music-2.6", SONG),
                        audio("minimax-music-2.0", SONG),
                        audio("minimax-music-1.5", SONG),
                        audio("minimax-music-cover", COVER),
                        rows("minimax-music", LEGACY, "reference_audio_url", true, "http://x.example/a.wav", REFERENCE),
                        rows(
                                "minimax-music",
                                LEGACY,
                                "reference_audio_url",
                                false,
                                "",
                                "a.mp3",
                                "ftp://x.example/a.mp3",
                                "https:///a.mp3",
                                "https://x.example/a b.mp3",
                                "data:audio/mpeg;base64,AA=="),
                        rows("stable-audio", PROMPT, "options.seconds_total", true, 1, 47),
                        rows("stable-audio", PROMPT, "options.seconds_total", false, 0, 48, 1.5),
                        rows("stable-audio", PROMPT, "options.steps", true, 1, 1000),
                        rows("stable-audio", PROMPT, "options.steps", false, 0, 1001),
                        rows("eleven-music", PROMPT, "options.music_length_ms", true, 10_000, 300_000),
                        rows("eleven-music", PROMPT, "options.music_length_ms", false, 9_999, 300_001),
                        rows("lyria-2", PROMPT, "options.seed", true, 0, -7, 4_000_000_000L),
                        rows("lyria-2", PROMPT, "options.seed", false, "7", 0.5),
                        required())
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> required() {
        return Stream.of(
                row("minimax-music-2.6", SONG, "prompt", null, false),
                row("minimax-music-2.6", SONG, "lyrics", null, false),
                row("minimax-music-2.6", SONG, "instrumental", true, false),
                row("minimax-music-2.6", SONG, "instrumental", false, true),
                row("minimax-music-2.6", SONG, "style_id", "a", false),
                row("minimax-music", LEGACY, "prompt", "Dance", false),
                row("minimax-music", LEGACY, "audio.format", "mp3", false),
                row("minimax-music", LEGACY, "lyrics", null, false),
                row("minimax-music", LEGACY, "reference_audio_url", null, false),
                row("minimax-music-cover", COVER, "lyrics", "La la", true),
                row("minimax-music-cover", COVER, "reference_audio_url", null, false),
                row("stable-audio", PROMPT, "lyrics", "La la", false),
                row("stable-audio", PROMPT, "options.seed", 1, false),
                row("eleven-music", PROMPT, "audio.format", "mp3", false),
                row("lyria-2", PROMPT, "options.negative_prompt", "vocals", true),
                row("lyria-2", PROMPT, "title", "Any", true));
    }

    private static Stream<Arguments> audio(String model, Map<String, Object> song) {
        return Stream.of(
                        rows(model, song, "audio.format", true, "mp3", "wav", "pcm"),
                        rows(model, song, "audio.format", false, "MP3", "flac", 3),
                        rows(model, song, "audio.sample_rate", true, 16000, 24000, 32000, 44100),
                        rows(model, song, "audio.sample_rate", false, 22050, 48000),
                        rows(model, song, "audio.bitrate", true, 32000, 64000, 128000, 256000),
                        rows(model, song, "audio.bitrate", false, 60000, 192000))
                .flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0}: {1}, taken: {4}")
    @MethodSource("bounds")
    void field_atItsBounds_isTakenOrRefused(String model, String what, SongRequest song, String field, boolean taken) {
        // When
        List<String> faults = Bounds.faults(Bounds.route(ADAPTER, model), song);

        // Then
        assertThat(faults).isEqualTo(taken ? List.of() : List.of(Bounds.pointer(field)));
    }
}
