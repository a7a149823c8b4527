package dev.segue.provider.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SongRequestsTest {

    private static final String REQUEST = """
            {"model": "m", "prompt": "warm", "lyrics": null, "instrumental": false, "title": "T",
             "audio": {"format": "mp3", "sample_rate": 44100, "bitrate": null},
             "options": {"mv": "V5", "weights": [1, 2.5]},
             "overrides": {"useapi": {"prompt": null, "style_id": "s", "audio": null, "options": {"mv": null, "n": 1}},
                           "aimlapi": {"audio": {"format": "wav"}}},
             "failover": false, "user": "u", "metadata": {"order": "42"}}
            """;

    @Test
    void request_withoutOverridesOfTheProvider_isTheCommonFieldsWithDottedNames() {
        // When
        SongRequest song = SongRequests.of(REQUEST, "apidot");

        // Then
        assertThat(song.fields())
                .containsOnly(
                        entry("prompt", "warm"),
                        entry("instrumental", false),
                        entry("title", "T"),
                        entry("audio.format", "mp3"),
                        entry("audio.sample_rate", 44100),
                        entry("options.mv", "V5"),
                        entry("options.weights", List.of(1, 2.5)));
    }

    @Test
    void overrides_withNull_removeWhatTheyName() {
        // When
        SongRequest song = SongRequests.of(REQUEST, "useapi");

        // Then
        assertThat(song.fields()).containsOnlyKeys("instrumental", "title", "style_id", "options.weights", "options.n");
    }

    @Test
    void overrides_ofANestedField_leaveItsNeighbours() {
        // When
        SongRequest song = SongRequests.of(REQUEST, "aimlapi");

        // Then
        assertThat(song.value("audio.format")).isEqualTo("wav");
        assertThat(song.value("audio.sample_rate")).isEqualTo(44100);
    }

    @Test
    void failover_isOnUnlessDenied() {
        // Then
        assertThat(SongRequests.failover(REQUEST)).isFalse();
        assertThat(SongRequests.failover("{\"model\":\"m\"}")).isTrue();
        assertThat(SongRequests.failover("{\"failover\":null}")).isTrue();
    }

    @Property
    void options_merged_areThoseOfTheOverrideElseThoseInCommon(
            @ForAll @Size(max = 5) Map<@AlphaChars @StringLength(min = 1, max = 2) String, Integer> common,
            @ForAll @Size(max = 5) Map<@AlphaChars @StringLength(min = 1, max = 2) String, Integer> override) {
        // Given
        Map<String, Integer> expected = new TreeMap<>();
        common.forEach((name, value) -> expected.put("options." + name, value));
        override.forEach((name, value) -> expected.put("options." + name, value));

        // When
        SongRequest song = SongRequests.of(
                "{\"options\":" + json(common) + ",\"overrides\":{\"useapi\":{\"options\":" + json(override) + "}}}",
                "useapi");

        // Then
        assertThat(song.fields()).isEqualTo(expected);
    }

    private static String json(Map<String, Integer> object) {
        return object.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
