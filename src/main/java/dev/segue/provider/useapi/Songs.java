package dev.segue.provider.useapi;

import dev.segue.provider.ListsSongs.ListedSong;
import dev.segue.provider.ListsStyles.Style;
import dev.segue.provider.ListsStyles.StyleGroup;
import dev.segue.provider.TaskState;
import dev.segue.provider.TaskState.Moderated;
import dev.segue.provider.TaskState.Running;
import dev.segue.provider.TaskState.Succeeded;
import dev.segue.provider.Track;
import dev.segue.provider.http.Lenient;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** Reads what useapi.net says of songs. */
final class Songs {

    private static final long COMPLETED = 2;

    /** Also said of a song that had been completed: its audio then no longer plays. */
    private static final long MODERATED = 4;

    private Songs() {}

    /** A create's answer has no status: with its audio the song is there, without it is looked for by its id. */
    static TaskState made(Lenient answer) {
        List<Track> tracks = tracks(answer);
        return tracks.isEmpty() ? new Running(null) : new Succeeded(tracks);
    }

    /** {@code statusFinal}, where it is said, comes first. What 3 means no document tells: still going. */
    static TaskState state(Lenient song) {
        Long status = song.whole("status");
        Boolean last = song.flag("statusFinal");
        if (Boolean.FALSE.equals(last)) {
            return new Running(null);
        }
        if (status == null) {
            return last == null ? new Running(null) : made(song);
        }
        if (status == MODERATED) {
            return new Moderated("the provider took the song back");
        }
        return status == COMPLETED ? new Succeeded(tracks(song)) : new Running(null);
    }

    private static List<Track> tracks(Lenient song) {
        String url = song.link("audioURL");
        return url == null ? List.of() : List.of(new Track(url, song.link("coverURL"), song.number("duration")));
    }

    static List<ListedSong> listed(Lenient list) {
        return list.items().stream()
                .filter(song -> song.text("musicId") != null)
                .map(song ->
                        new ListedSong(song.text("musicId"), song.text("title"), song.text("lyrics"), createdAt(song)))
                .toList();
    }

    /** Milliseconds in the examples; nothing promises it, so seconds and ISO 8601 are read as well. */
    private static Instant createdAt(Lenient song) {
        Long number = song.whole("createTime");
        if (number != null) {
            return number > 100_000_000_000L ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        }
        String text = song.text("createTime");
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    static List<StyleGroup> styles(Lenient list) {
        return list.items().stream()
                .map(group -> new StyleGroup(
                        group.text("name"),
                        group.items("styles").stream()
                                .filter(style -> style.text("styleId") != null)
                                .map(style -> new Style(style.text("styleId"), style.text("name"), style.link("url")))
                                .toList()))
                .toList();
    }
}
