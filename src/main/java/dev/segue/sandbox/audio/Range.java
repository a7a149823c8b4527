package dev.segue.sandbox.audio;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes from {@code first} to {@code last}, both included. */
record Range(int first, int last) {

    private static final Pattern HEADER = Pattern.compile("bytes=(\\d{0,9})-(\\d{0,9})");

    static Range all(int size) {
        return new Range(0, size - 1);
    }

    /** Empty where the header cannot be served; several ranges at once are not, and get the whole. */
    static Optional<Range> of(String header, int size) {
        Matcher range = HEADER.matcher(header == null ? "" : header);
        if (!range.matches() || range.group().equals("bytes=-")) {
            return Optional.of(all(size));
        }
        if (range.group(1).isEmpty()) {
            int suffix = Integer.parseInt(range.group(2));
            return suffix == 0 ? Optional.empty() : Optional.of(new Range(Math.max(0, size - suffix), size - 1));
        }
        int first = Integer.parseInt(range.group(1));
        int last = range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Integer.parseInt(range.group(2)));
        return first > last ? Optional.empty() : Optional.of(new Range(first, last));
    }

    int length() {
        return last - first + 1;
    }
}
