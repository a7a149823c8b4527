package dev.segue.sandbox.part;

import dev.segue.sandbox.audio.Item;
import dev.segue.sandbox.fault.Armed;
import dev.segue.sandbox.fault.Kind;
import dev.segue.sandbox.fault.Place;
import dev.segue.sandbox.sound.Recipe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A song being made. Nothing moves it: where it stands follows from how long ago it was started.
 *
 * @param file what its audio files are named after
 * @param startedNanos on the monotonic clock
 * @param callbacks the statuses that our callbacks were answered with; 0 where there was no answer
 */
record Task(
        String provider,
        String id,
        Wish wish,
        List<Armed> faults,
        UUID file,
        Instant createdAt,
        long startedNanos,
        Duration duration,
        List<Integer> callbacks) {

    enum Phase {
        QUEUED,
        GENERATING,
        DONE,
        FAILED,
        MODERATED
    }

    static Task start(
            String provider, String id, UUID random, Wish wish, List<Armed> faults, Instant now, Duration duration) {
        return new Task(provider, id, wish, faults, random, now, System.nanoTime(), duration, new ArrayList<>());
    }

    /** Its audio files, the first one being number 0. */
    List<Item> items() {
        return IntStream.range(0, wish.files())
                .mapToObj(number -> new Item(
                        provider, file + "-" + number, variant(wish.recipe(), number), faults, this::withdrawn))
                .toList();
    }

    private static Recipe variant(Recipe recipe, int number) {
        return new Recipe(
                recipe.words() + '\n' + number,
                recipe.format(),
                recipe.sampleRate(),
                recipe.bitrate(),
                recipe.length());
    }

    Phase phase() {
        if (has(Kind.ENDLESS) || elapsed().compareTo(duration) < 0) {
            return percent() < 15 ? Phase.QUEUED : Phase.GENERATING;
        }
        if (has(Kind.FAILED)) {
            return Phase.FAILED;
        }
        return has(Kind.MODERATED) ? Phase.MODERATED : Phase.DONE;
    }

    boolean ended() {
        return phase() != Phase.QUEUED && phase() != Phase.GENERATING;
    }

    /** Never 100 before the end; an endless task stays at 95. */
    int percent() {
        long percent = 100 * elapsed().toNanos() / Math.max(1, duration.toNanos());
        return (int) Math.min(percent, has(Kind.ENDLESS) ? 95 : 100);
    }

    /** Whether the song was taken back after it was completed. */
    boolean withdrawn() {
        return faults.stream()
                .filter(fault -> is(fault, Kind.LATE_MODERATION))
                .anyMatch(
                        fault -> elapsed().compareTo(duration.plus(fault.fault().after())) >= 0);
    }

    boolean has(Kind kind) {
        return faults.stream().anyMatch(fault -> is(fault, kind));
    }

    /** For the desk; the words stay out of it, they are among the requests. */
    JsonObject describe() {
        return new JsonObject()
                .put("provider", provider)
                .put("id", id)
                .put("model", wish.model())
                .put("phase", phase().name().toLowerCase(Locale.ROOT))
                .put("created_at", createdAt.toString())
                .put("duration_ms", duration.toMillis())
                .put("callbacks", new JsonArray(List.copyOf(callbacks)));
    }

    private static boolean is(Armed fault, Kind kind) {
        return fault.fault().place() == Place.TASK && fault.fault().kind() == kind;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
