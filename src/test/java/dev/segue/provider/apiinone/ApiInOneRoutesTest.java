package dev.segue.provider.apiinone;

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

class ApiInOneRoutesTest {

    private static final MusicProvider ADAPTER = new ApiInOne((ProviderClient) null);
    private static final String MODEL = "minimax-music";
    private static final Map<String, Object> SONG = Map.of("prompt", "Dance");

    static Stream<Arguments> bounds() {
        return Stream.of(
                        Stream.of(
                                row(MODEL, SONG, "prompt", null, false),
                                row(MODEL, SONG, "prompt", "", false),
                                row(MODEL, SONG, "lyrics", Bounds.text(10_000), true),
                                row(MODEL, SONG, "instrumental", true, false),
                                row(MODEL, SONG, "instrumental", false, true),
                                row(MODEL, SONG, "title", "Any", true),
                                row(MODEL, SONG, "audio.format", "mp3", false),
                                row(MODEL, SONG, "style_id", "a", false),
                                row(MODEL, SONG, "reference_audio_url", "https://x.example/a.mp3", false),
                                row(MODEL, SONG, "options.mv", "V5", false)),
                        rows(MODEL, SONG, "audio.bitrate", true, 32000, 60000, 64000, 128000, 256000),
                        rows(MODEL, SONG, "audio.bitrate", false, 0, 59999, 192000, "256000"),
                        rows(MODEL, SONG, "audio.sample_rate", true, 16000, 24000, 32000, 44100),
                        rows(MODEL, SONG, "audio.sample_rate", false, 8000, 48000))
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
