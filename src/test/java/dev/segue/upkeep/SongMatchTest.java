package dev.segue.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.provider.ListsSongs.ListedSong;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SongMatchTest {

    private static final Instant INTENT = Instant.parse("2026-11-20T10:00:00.500Z");
    private static final Instant LATER = INTENT.plusMillis(1);

    @Test
    void songs_withOtherLyricsOrNone_doNotFit() {
        // Then
        assertThat(fitting("la la", song("la la la", LATER), song(null, LATER), song("La la", LATER)))
                .isEmpty();
        assertThat(fitting("", song("", LATER), song(null, LATER))).isEmpty();
    }

    @Test
    void songs_thatAreNotNewerThanTheIntent_doNotFit() {
        // Then
        assertThat(fitting("la", song("la", INTENT), song("la", INTENT.minusSeconds(1)), song("la", null)))
                .isEmpty();
    }

    @Test
    void songs_whoseLyricsDifferInLineEndsAndOuterBlanks_fit() {
        // Given
        ListedSong one = song("  la\nla\n", LATER);
        ListedSong two = song("la\r\nla", LATER);

        // Then
        assertThat(fitting("la\r\nla\r\n", one, two)).containsExactly(one, two);
    }

    private static List<ListedSong> fitting(String lyrics, ListedSong... songs) {
        return SongMatch.of(List.of(songs), lyrics, INTENT);
    }

    private static ListedSong song(String lyrics, Instant createdAt) {
        return new ListedSong("id", "title", lyrics, createdAt);
    }
}
