package dev.segue.upkeep;

import dev.segue.provider.ListsSongs.ListedSong;
import java.time.Instant;
import java.util.List;

/** Which songs of a list may be the one that a create asked for. */
final class SongMatch {

    private SongMatch() {}

    /**
     * Those with the same lyrics that are newer than the intent by the provider's own time. A song without a time proves
     * nothing, and there is no tolerance: a provider whose clock is behind ours leaves a job unconfirmed, never a wrong song.
     */
    static List<ListedSong> of(List<ListedSong> songs, String lyrics, Instant intent) {
        String wanted = plain(lyrics);
        return songs.stream()
                .filter(song -> song.createdAt() != null && song.createdAt().isAfter(intent))
                .filter(song -> !wanted.isEmpty() && plain(song.lyrics()).equals(wanted))
                .toList();
    }

    /** Providers are free with line ends and blanks at the ends, and with nothing else. */
    private static String plain(String lyrics) {
        return lyrics == null
                ? ""
                : lyrics.replace("\r\n", "\n").replace('\r', '\n').strip();
    }
}
