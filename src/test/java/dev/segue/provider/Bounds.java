package dev.segue.provider;

import dev.segue.provider.route.Route;
import dev.segue.provider.route.SongRequest;
import dev.segue.provider.route.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Rows and verdicts for tests of what a route takes. */
public final class Bounds {

    private Bounds() {}

    /** A row: the song with one field set ({@code null}: taken away), and whether the route takes it. */
    public static Arguments row(String model, Map<String, ?> song, String field, Object value, boolean taken) {
        Map<String, Object> changed = new HashMap<>(song);
        if (value == null) {
            changed.remove(field);
        } else {
            changed.put(field, value);
        }
        String shown = value instanceof String text && text.length() > 20 ? text.length() + " characters" : "" + value;
        return Arguments.of(model, field + " = " + shown, new SongRequest(changed), field, taken);
    }

    /** A row for each value. */
    public static Stream<Arguments> rows(
            String model, Map<String, ?> song, String field, boolean taken, Object... values) {
        return Stream.of(values).map(value -> row(model, song, field, value, taken));
    }

    /** One row at and one beyond each end of a text's length. */
    public static Stream<Arguments> lengths(String model, Map<String, ?> song, String field, int min, int max) {
        return Stream.of(
                row(model, song, field, text(min), true),
                row(model, song, field, text(max), true),
                // A code point that is two characters to Java is one to the caller.
                row(model, song, field, "\uD83C\uDFB5".repeat(max), true),
                row(model, song, field, text(min - 1), false),
                row(model, song, field, text(max + 1), false));
    }

    public static String text(int length) {
        return "x".repeat(length);
    }

    public static Route route(MusicProvider adapter, String model) {
        return adapter.routes().stream()
                .filter(route -> route.model().equals(model))
                .findFirst()
                .orElseThrow();
    }

    /** The fields at fault. */
    public static List<String> faults(Route route, SongRequest song) {
        return route.check(song).stream().map(Violation::pointer).toList();
    }

    public static String pointer(String field) {
        return Violation.of(field, "").pointer();
    }
}
