package dev.segue.provider.aimlapi;

import dev.segue.provider.CreateOrder;
import dev.segue.provider.route.Field;
import dev.segue.provider.route.Price;
import dev.segue.provider.route.Route;
import dev.segue.provider.route.SongRequest;
import dev.segue.provider.route.Violation;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The models, each a row; and the body, which follows from the row. */
final class Models {

    private static final String LEGACY = "minimax-music";
    private static final Field PROMPT = Field.text("prompt").require();
    private static final Field LYRICS = Field.text("lyrics");
    private static final Field REFERENCE = Field.text("reference_audio_url").require();

    /** None of these models has a switch for it; saying that there shall be vocals asks for nothing. */
    private static final Field VOCALS = Field.flag("instrumental").oneOf(false);

    private static final List<Field> AUDIO = List.of(
            Field.text("audio.format").oneOf("mp3", "wav", "pcm").orElse("mp3"),
            Field.integer("audio.sample_rate").oneOf(16000, 24000, 32000, 44100),
            Field.integer("audio.bitrate").oneOf(32000, 64000, 128000, 256000));

    static final List<Route> ROUTES = List.of(
            row(
                    "minimax-music-2.6",
                    "minimax/music-2.6",
                    Price.usd("0.195", "AI/ML API's page for minimax/music-2.6, 390000 credits", "2026-04"),
                    withAudio(PROMPT.length(10, 2000), LYRICS.require().length(10, 3000), VOCALS)),
            row("minimax-music", LEGACY, null, List.of(LYRICS.require().length(1, 600), REFERENCE, VOCALS)),
            row(
                    "minimax-music-1.5",
                    "minimax/music-1.5",
                    null,
                    withAudio(PROMPT.length(10, 300), LYRICS.require().length(10, 3000), VOCALS)),
            row(
                    "minimax-music-2.0",
                    "minimax/music-2.0",
                    null,
                    withAudio(PROMPT.length(10, 2000), LYRICS.require().length(10, 3000), VOCALS)),
            row(
                    "minimax-music-cover",
                    "minimax/music-cover",
                    null,
                    withAudio(PROMPT.length(10, 2000), LYRICS, REFERENCE, VOCALS)),
            row(
                    "stable-audio",
                    "stable-audio",
                    null,
                    List.of(
                            PROMPT.length(1, null),
                            Field.flag("instrumental"),
                            Field.integer("options.seconds_total").between(1, 47),
                            Field.integer("options.steps").between(1, 1000))),
            row(
                    "eleven-music",
                    "elevenlabs/eleven_music",
                    null,
                    List.of(
                            PROMPT.length(1, 2000),
                            Field.flag("instrumental"),
                            Field.integer("options.music_length_ms").between(10_000, 300_000))),
            row(
                    "lyria-2",
                    "google/lyria2",
                    null,
                    List.of(
                            PROMPT.length(1, null),
                            Field.flag("instrumental"),
                            Field.text("options.negative_prompt"),
                            Field.integer("options.seed"))));

    private Models() {}

    private static Route row(String model, String providerModel, Price price, List<Field> fields) {
        return new Route(AimlApi.ID, model, providerModel, fields, List.of(Models::reference), price);
    }

    private static List<Field> withAudio(Field... fields) {
        return Stream.concat(Stream.of(fields), AUDIO.stream()).toList();
    }

    private static List<Violation> reference(SongRequest song) {
        String url = song.text("reference_audio_url");
        return url == null || onTheWeb(url)
                ? List.of()
                : List.of(new Violation("/reference_audio_url", "must be an http or https URL"));
    }

    private static boolean onTheWeb(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException noUri) {
            return false;
        }
    }

    static JsonObject body(CreateOrder order) {
        JsonObject body = new JsonObject().put("model", order.route().providerModel());
        JsonObject audio = new JsonObject();
        for (Map.Entry<String, Object> field : order.song().fields().entrySet()) {
            switch (field.getKey()) {
                case "prompt", "reference_audio_url" -> body.put(field.getKey(), field.getValue());
                // The legacy model calls the words its prompt, and has no style.
                case "lyrics" ->
                    body.put(order.route().providerModel().equals(LEGACY) ? "prompt" : "lyrics", field.getValue());
                default -> nested(field, body, audio);
            }
        }
        if (!audio.isEmpty()) {
            // Required as soon as the object is there.
            body.put("audio_setting", audio.containsKey("format") ? audio : audio.put("format", "mp3"));
        }
        return body;
    }

    private static void nested(Map.Entry<String, Object> field, JsonObject body, JsonObject audio) {
        if (field.getKey().startsWith("audio.")) {
            audio.put(field.getKey().substring("audio.".length()), field.getValue());
        } else if (field.getKey().startsWith("options.")) {
            body.put(field.getKey().substring("options.".length()), field.getValue());
        }
    }
}
