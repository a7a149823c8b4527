package dev.segue.api.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.AudioFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioFileNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "City lights | 0 | inline; filename=\"City lights.mp3\"; filename*=UTF-8''City%20lights.mp3",
                "Ünder ☂ | 1 | inline; filename=\"_nder _-1.mp3\"; filename*=UTF-8''%C3%9Cnder%20%E2%98%82-1.mp3",
                "../\"a\" | 0 | inline; filename=\"..  a.mp3\"; filename*=UTF-8''..%20%20a.mp3",
                "   | 0 | inline; filename=\"song.mp3\"; filename*=UTF-8''song.mp3"
            })
    void title_asAFileName_isHarmless(String title, int n, String expected) {
        // Given
        AudioFile file = new AudioFile("audio/mpeg", 1, null, null, null, null, "", null);

        // Then
        assertThat(AudioFileName.disposition(title, n, file)).isEqualTo(expected);
    }
}
