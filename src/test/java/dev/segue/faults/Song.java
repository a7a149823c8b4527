package dev.segue.faults;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** A request that nobody else makes: its mark is in its words, so that the sandbox's witness can tell it from all others. */
record Song(String mark, JsonObject body) {

    /** Tells that server how it ended. */
    Song telling(String url, String secret) {
        body.put("webhook", new JsonObject().put("url", url).put("secret", secret));
        return this;
    }

    static Song at(String provider, String... markers) {
        String mark = "mark" + UUID.randomUUID().toString().replace("-", "");
        StringBuilder words = new StringBuilder("It rains " + mark);
        for (String marker : markers) {
            words.append(" [[sandbox:").append(marker).append("]]");
        }
        JsonObject body =
                new JsonObject().put("providers", new JsonArray().add(provider)).put("deadline_seconds", 600);
        return new Song(
                mark,
                switch (provider) {
                    case "useapi" ->
                        body.put("model", "minimax-music")
                                .put("style_id", "abcdef")
                                .put("lyrics", words.toString());
                    case "apiinone" -> body.put("model", "minimax-music").put("prompt", words.toString());
                    default ->
                        body.put("model", "minimax-music-2.6")
                                .put("prompt", words.toString())
                                .put("lyrics", "[Verse]\nIt rains and rains");
                });
    }
}
