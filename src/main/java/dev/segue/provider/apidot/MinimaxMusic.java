package dev.segue.provider.apidot;

import dev.segue.provider.route.Field;
import dev.segue.provider.route.Price;
import dev.segue.provider.route.Route;
import dev.segue.provider.route.SongRequest;
import dev.segue.provider.route.Violation;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** APIDot's {@code minimax-music-2.6}; bounds as in its page of that name. */
final class MinimaxMusic {

    static final Route ROUTE = new Route(
            Apidot.ID,
            "minimax-music-2.6",
            "minimax-music-2.6",
            List.of(
                    Field.text("prompt").require().length(10, 2000),
                    Field.text("lyrics").length(null, 3500),
                    Field.flag("instrumental").orElse(false),
                    Field.text("audio.format").oneOf("mp3", "wav", "pcm").orElse("mp3"),
                    Field.integer("audio.sample_rate")
                            .oneOf(16000, 24000, 32000, 44100)
                            .orElse(44100),
                    Field.integer("audio.bitrate")
                            .oneOf(32000, 64000, 128000, 256000)
                            .orElse(256000),
                    Field.flag("options.lyrics_optimizer").orElse(false)),
            List.of(MinimaxMusic::wordsOrNone),
            Price.usd("0.10", "APIDot, 20 credits a song", "2026"));

    private MinimaxMusic() {}

    private static List<Violation> wordsOrNone(SongRequest song) {
        String lyrics = song.text("lyrics");
        boolean without = song.flag("instrumental") || song.flag("options.lyrics_optimizer");
        return without || lyrics != null && !lyrics.isBlank()
                ? List.of()
                : List.of(new Violation(
                        "/lyrics", "is required unless instrumental or options.lyrics_optimizer is true"));
    }

    /** What is absent is left to APIDot's own defaults. */
    static JsonObject input(SongRequest song) {
        JsonObject audio = new Input(song)
                .copy("audio.sample_rate", "sample_rate")
                .copy("audio.bitrate", "bitrate")
                .copy("audio.format", "format")
                .json();
        JsonObject input = new Input(song)
                .copy("prompt", "prompt")
                .copy("lyrics", "lyrics")
                .copy("instrumental", "is_instrumental")
                .copy("options.lyrics_optimizer", "lyrics_optimizer")
                .json();
        return audio.isEmpty() ? input : input.put("audio_setting", audio);
    }
}
