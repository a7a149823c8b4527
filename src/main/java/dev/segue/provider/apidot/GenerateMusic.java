package dev.segue.provider.apidot;

import dev.segue.provider.route.Field;
import dev.segue.provider.route.Price;
import dev.segue.provider.route.Route;
import dev.segue.provider.route.SongRequest;
import dev.segue.provider.route.Violation;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * APIDot's {@code generate-music}. In its custom mode {@code style} is the style and {@code prompt} the lyrics; in its simple mode
 * {@code prompt} is a description of the song, and there is nothing else.
 */
record GenerateMusic(GenerateMusicLimits limits) {

    static final String MODEL = "generate-music";
    private static final Set<String> SHORT_TITLES = Set.of("V4", "V4_5ALL");

    Route route() {
        return new Route(
                Apidot.ID,
                MODEL,
                MODEL,
                List.of(
                        Field.text("prompt").require().length(1, null),
                        Field.text("lyrics").length(1, null),
                        Field.text("title").length(1, null),
                        Field.flag("instrumental").orElse(false),
                        Field.text("options.mv")
                                .oneOf("V4", "V4_5", "V4_5PLUS", "V4_5ALL", "V5", "V5_5")
                                .orElse("V5"),
                        Field.text("options.negative_tags"),
                        Field.text("options.vocal_gender").oneOf("m", "f"),
                        Field.number("options.style_weight").between(0, 1),
                        Field.number("options.weirdness_constraint").between(0, 1),
                        Field.number("options.audio_weight").between(0, 1)),
                List.of(this::lengths),
                Price.usd("0.10", "APIDot, 20 credits a song", "2026"));
    }

    /** Lyrics, or an instrumental with a title. */
    private static boolean custom(SongRequest song) {
        return song.has("lyrics") || song.flag("instrumental") && song.has("title");
    }

    private static String mv(SongRequest song) {
        return Objects.requireNonNullElse(song.text("options.mv"), "V5");
    }

    private List<Violation> lengths(SongRequest song) {
        List<Violation> found = new ArrayList<>();
        if (!custom(song)) {
            atMost(limits.simplePrompt(), "prompt", song, found);
            return found;
        }
        boolean v4 = mv(song).equals("V4");
        atMost(v4 ? limits.styleOnV4() : limits.style(), "prompt", song, found);
        atMost(v4 ? limits.lyricsOnV4() : limits.lyrics(), "lyrics", song, found);
        atMost(SHORT_TITLES.contains(mv(song)) ? limits.shortTitle() : limits.title(), "title", song, found);
        if (!song.has("title")) {
            found.add(new Violation("/title", "is required with lyrics"));
        }
        return found;
    }

    private static void atMost(int max, String field, SongRequest song, List<Violation> found) {
        String text = Objects.requireNonNullElse(song.text(field), "");
        int length = text.codePointCount(0, text.length());
        if (length > max) {
            found.add(new Violation("/" + field, "must have at most " + max + " characters here, has " + length));
        }
    }

    static JsonObject input(SongRequest song) {
        boolean custom = custom(song);
        JsonObject input = new JsonObject()
                // Required in either mode; an instrumental has no lyrics to put there, so it gets the style twice.
                .put("prompt", song.has("lyrics") ? song.text("lyrics") : song.text("prompt"))
                .put("custom_mode", custom)
                .put("instrumental", song.flag("instrumental"))
                .put("mv", mv(song));
        if (custom) {
            input.put("style", song.text("prompt")).put("title", song.text("title"));
        }
        return new Input(song, input)
                .copy("options.negative_tags", "negative_tags")
                .copy("options.vocal_gender", "vocal_gender")
                .copy("options.style_weight", "style_weight")
                .copy("options.weirdness_constraint", "weirdness_constraint")
                .copy("options.audio_weight", "audio_weight")
                .json();
    }
}
