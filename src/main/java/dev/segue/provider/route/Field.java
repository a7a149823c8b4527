package dev.segue.provider.route;

import java.util.List;
import java.util.Optional;

/**
 * What a route takes in one field.
 *
 * @param name dotted, as in {@link SongRequest}
 * @param minLength in Unicode code points, like every length here; {@code null} where there is no bound
 * @param minimum of a number, inclusive, or {@code null}
 * @param allowed the only values taken; empty where any is
 * @param defaultValue what holds when the field is absent, be it sent by the adapter or left to the provider; {@code null} if
 *     nobody knows
 */
public record Field(
        String name,
        Kind kind,
        boolean required,
        Integer minLength,
        Integer maxLength,
        Double minimum,
        Double maximum,
        List<Object> allowed,
        Object defaultValue) {

    public enum Kind {
        STRING("a string"),
        INTEGER("an integer"),
        NUMBER("a number"),
        BOOLEAN("true or false");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        private boolean holds(Object value) {
            return switch (this) {
                case STRING -> value instanceof String;
                case INTEGER -> value instanceof Integer || value instanceof Long;
                case NUMBER -> value instanceof Number;
                case BOOLEAN -> value instanceof Boolean;
            };
        }
    }

    public static Field text(String name) {
        return new Field(name, Kind.STRING, false, null, null, null, null, List.of(), null);
    }

    public static Field flag(String name) {
        return new Field(name, Kind.BOOLEAN, false, null, null, null, null, List.of(), null);
    }

    public static Field integer(String name) {
        return new Field(name, Kind.INTEGER, false, null, null, null, null, List.of(), null);
    }

    public static Field number(String name) {
        return new Field(name, Kind.NUMBER, false, null, null, null, null, List.of(), null);
    }

    public Field require() {
        return new Field(name, kind, true, minLength, maxLength, minimum, maximum, allowed, defaultValue);
    }

    /** @param min in code points, inclusive, or {@code null} */
    public Field length(Integer min, Integer max) {
        return new Field(name, kind, required, min, max, minimum, maximum, allowed, defaultValue);
    }

    public Field between(double min, double max) {
        return new Field(name, kind, required, minLength, maxLength, min, max, allowed, defaultValue);
    }

    public Field oneOf(Object... values) {
        return new Field(name, kind, required, minLength, maxLength, minimum, maximum, List.of(values), defaultValue);
    }

    public Field orElse(Object value) {
        return new Field(name, kind, required, minLength, maxLength, minimum, maximum, allowed, value);
    }

    Optional<Violation> check(SongRequest song) {
        Object value = song.value(name);
        if (value == null) {
            return required ? violation("is required") : Optional.empty();
        }
        if (!kind.holds(value)) {
            return violation("must be " + kind.words);
        }
        if (!allowed.isEmpty() && allowed.stream().noneMatch(choice -> same(choice, value))) {
            return violation("must be " + (allowed.size() == 1 ? "" : "one of ") + words(allowed));
        }
        if (value instanceof String text) {
            return checkLength(text.codePointCount(0, text.length()));
        }
        return value instanceof Number number ? checkBounds(number.doubleValue()) : Optional.empty();
    }

    private Optional<Violation> checkLength(int length) {
        if (minLength != null && length < minLength) {
            return violation("must have at least " + minLength + " characters, has " + length);
        }
        return maxLength != null && length > maxLength
                ? violation("must have at most " + maxLength + " characters, has " + length)
                : Optional.empty();
    }

    private Optional<Violation> checkBounds(double number) {
        if (minimum != null && number < minimum) {
            return violation("must be at least " + plain(minimum));
        }
        return maximum != null && number > maximum ? violation("must be at most " + plain(maximum)) : Optional.empty();
    }

    private Optional<Violation> violation(String detail) {
        return Optional.of(Violation.of(name, detail));
    }

    private static boolean same(Object choice, Object value) {
        return choice instanceof Number a && value instanceof Number b
                ? a.longValue() == b.longValue() && b.doubleValue() == b.longValue()
                : choice.equals(value);
    }

    private static String words(List<Object> values) {
        return String.join(", ", values.stream().map(String::valueOf).toList());
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
    }
}
