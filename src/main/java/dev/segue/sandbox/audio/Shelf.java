package dev.segue.sandbox.audio;

import dev.segue.sandbox.sound.Recipe;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The songs made lately. One that fell off is made again, byte by byte the same. */
final class Shelf {

    private static final int SONGS = 64;

    private final Vertx vertx;
    private final Map<Recipe, Future<Buffer>> songs = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Recipe, Future<Buffer>> eldest) {
            return size() > SONGS;
        }
    };

    Shelf(Vertx vertx) {
        this.vertx = vertx;
    }

    Future<Buffer> song(Recipe recipe) {
        Future<Buffer> known = songs.get(recipe);
        if (known == null) {
            known = vertx.executeBlocking(() -> Buffer.buffer(recipe.cook()), false);
            songs.put(recipe, known);
        }
        return known;
    }
}
