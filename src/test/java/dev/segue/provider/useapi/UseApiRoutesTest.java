package dev.segue.provider.useapi;

import static dev.segue.provider.Bounds.lengths;
import static dev.segue.provider.Bounds.row;
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

class UseApiRoutesTest {

    private static final MusicProvider ADAPTER = new UseApi((ProviderClient) null);
    private static final String MODEL = "minimax-music";
    private static final Map<String, Object> SONG = Map.of("lyrics", "Side by side", "style_id", "abcdef");

    static Stream<Arguments> bounds() {
        return Stream.of(
                        lengths(MODEL, SONG, "lyrics", 1, 600),
                        Stream.of(
                                row(MODEL, SONG, "lyrics", null, false),
                                row(MODEL, SONG, "style_id", null, false),
                                row(MODEL, SONG, "style_id", "", false),
                                row(MODEL, SONG, "prompt", "Dance", false),
                                row(MODEL, SONG, "title", "Any", true),
                                row(MODEL, SONG, "instrumental", true, false),
                                row(MODEL, SONG, "instrumental", false, true),
                                row(MODEL, SONG, "audio.format", "mp3", false),
                                row(MODEL, SONG, "audio.bitrate", 256000, false),
                                row(MODEL, SONG, "reference_audio_url", "https://x.example/a.mp3", false)))
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
