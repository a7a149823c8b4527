package dev.segue.sandbox.part;

import dev.segue.sandbox.sound.Recipe;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A create that was understood.
 *
 * @param fields as they were sent, query or body
 * @param words all that was written by hand: markers may stand anywhere in it
 */
record Wish(String model, JsonObject fields, String words, Recipe recipe, int files, Optional<String> callback)
        implements Part.Reading {

    private static final Duration SONG = Duration.ofSeconds(8);

    /** A song of eight seconds, mp3 at 44100 Hz, unless it is asked for otherwise. */
    static Wish of(String model, JsonObject fields) {
        String words = Stream.of("prompt", "lyrics", "style", "title", "negative_prompt")
                .map(name -> fields.getValue(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.joining("\n"));
        return new Wish(
                model,
                fields,
                words,
                new Recipe(model + '\n' + words, Recipe.Format.MP3, 44100, 128000, SONG),
                1,
                Optional.empty());
    }

    /** With {@code format}, {@code sample_rate} and {@code bitrate} of these settings; null asks for nothing. */
    Wish withSetting(JsonObject setting) {
        JsonObject asked = setting == null ? new JsonObject() : setting;
        Recipe.Format format =
                Recipe.Format.valueOf(asked.getString("format", "mp3").toUpperCase(Locale.ROOT));
        return with(new Recipe(
                recipe.words(),
                format,
                asked.getInteger("sample_rate", recipe.sampleRate()),
                asked.getInteger("bitrate", recipe.bitrate()),
                recipe.length()));
    }

    Wish withLength(Duration length) {
        return with(new Recipe(recipe.words(), recipe.format(), recipe.sampleRate(), recipe.bitrate(), length));
    }

    Wish withFiles(int count) {
        return new Wish(model, fields, words, recipe, count, callback);
    }

    Wish withCallback(String url) {
        return new Wish(model, fields, words, recipe, files, Optional.ofNullable(url));
    }

    private Wish with(Recipe other) {
        return new Wish(model, fields, words, other, files, callback);
    }
}
