package dev.segue.sandbox.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One fault as it was asked for: {@code create=503,times=2,provider=aimlapi}.
 *
 * @param options what follows the first comma, by key
 */
public record Fault(Place place, Kind kind, String word, Map<String, String> options) {

    private static final Set<String> OPTIONS =
            Set.of("times", "provider", "status", "retry-after", "retry-date", "started", "after");

    /** @throws IllegalArgumentException with a sentence that says what is wrong with the text */
    public static Fault parse(String text) {
        String[] parts = text.strip().split("\\s*,\\s*");
        String[] head = pair(parts[0]);
        Place place = Place.of(head[0]).orElseThrow(() -> unknown("place", head[0]));
        Kind kind = Kind.of(head[1])
                .filter(known -> known.places().contains(place))
                .orElseThrow(() -> unknown("fault at " + place.word(), head[1]));
        Map<String, String> options = Arrays.stream(parts)
                .skip(1)
                .map(Fault::pair)
                .collect(Collectors.toUnmodifiableMap(option -> option[0], option -> option[1]));
        options.keySet().stream().filter(key -> !OPTIONS.contains(key)).forEach(key -> {
            throw unknown("option", key);
        });
        Fault fault = new Fault(place, kind, head[1], options);
        fault.times();
        fault.after();
        fault.status(0);
        return fault;
    }

    /** How often it strikes; absent, the one who asked decides. */
    public Optional<Integer> times() {
        return Optional.ofNullable(options.get("times")).map(Integer::valueOf);
    }

    public boolean concerns(String provider) {
        return options.getOrDefault("provider", provider).equals(provider);
    }

    public int status(int otherwise) {
        return kind == Kind.STATUS
                ? Integer.parseInt(word)
                : Integer.parseInt(options.getOrDefault("status", String.valueOf(otherwise)));
    }

    /** Seconds, for the header of that name. */
    public Optional<String> retryAfter() {
        return Optional.ofNullable(options.get("retry-after"));
    }

    /** As {@link #retryAfter}, to be written as an HTTP date. */
    public Optional<Integer> retryDate() {
        return Optional.ofNullable(options.get("retry-date")).map(Integer::valueOf);
    }

    /** Whether the create that it strikes starts a task. */
    public boolean started() {
        return Boolean.parseBoolean(options.getOrDefault("started", String.valueOf(kind.starts())));
    }

    public Duration after() {
        return Durations.parse(options.getOrDefault("after", "2s"));
    }

    @Override
    public String toString() {
        return options.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(option -> "," + option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining("", place.word() + "=" + word, ""));
    }

    private static String[] pair(String text) {
        String[] pair = text.split("\\s*=\\s*", 2);
        if (pair.length < 2) {
            throw new IllegalArgumentException("sandbox: '" + text + "' is not of the form key=value");
        }
        return pair;
    }

    private static IllegalArgumentException unknown(String what, String word) {
        return new IllegalArgumentException("sandbox: there is no " + what + " '" + word + "'");
    }
}
