package dev.segue.sandbox.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the markers in a text, such as {@code [[sandbox:create=503,times=2]]}, ask for. */
public record Script(List<Fault> faults, Optional<Duration> duration) {

    private static final Pattern MARKER = Pattern.compile("\\[\\[sandbox:(.*?)]]");
    private static final String DURATION = "duration=";

    /** @throws IllegalArgumentException with a sentence, for a misspelt marker must not pass for a healthy provider */
    public static Script in(String text, String provider) {
        List<Fault> faults = new ArrayList<>();
        Optional<Duration> duration = Optional.empty();
        Matcher marker = MARKER.matcher(text);
        while (marker.find()) {
            String inside = marker.group(1).strip();
            if (inside.startsWith(DURATION)) {
                duration = Optional.of(Durations.parse(inside.substring(DURATION.length())));
            } else {
                Optional.of(Fault.parse(inside))
                        .filter(fault -> fault.concerns(provider))
                        .ifPresent(faults::add);
            }
        }
        return new Script(List.copyOf(faults), duration);
    }

    public static String without(String text) {
        return MARKER.matcher(text).replaceAll("").strip();
    }
}
