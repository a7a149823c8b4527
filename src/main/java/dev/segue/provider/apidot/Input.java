package dev.segue.provider.apidot;

import dev.segue.provider.route.SongRequest;
import io.vertx.core.json.JsonObject;

/** A JSON object written from a request: what is absent there is absent here. */
record Input(SongRequest song, JsonObject json) {

    Input(SongRequest song) {
        this(song, new JsonObject());
    }

    Input copy(String field, String name) {
        if (song.has(field)) {
            json.put(name, song.value(field));
        }
        return this;
    }
}
