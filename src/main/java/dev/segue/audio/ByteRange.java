package dev.segue.audio;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code Range} header asks of a file whose size is known (RFC 9110, 14). */
public sealed interface ByteRange {

    /** No range, several, or one in a unit that is not bytes: send the whole with 200, as RFC 9110 permits. */
    record Whole() implements ByteRange {}

    /** Send this with 206. */
    record Part(long from, long length) implements ByteRange {

        /** The value of {@code Content-Range}. */
        public String contentRange(long size) {
            return "bytes " + from + "-" + (from + length - 1) + "/" + size;
        }
    }

    /** Nothing of it is there, or it cannot be read: 416, with {@code Content-Range: bytes *}{@code /size}. */
    record Unsatisfiable() implements ByteRange {}

    /**
     * @param header the {@code Range} header, or null
     * @param size of the whole, bytes
     */
    static ByteRange parse(String header, long size) {
        if (header == null || !header.strip().regionMatches(true, 0, "bytes=", 0, 6) || header.contains(",")) {
            return new Whole();
        }
        Matcher range = Syntax.SINGLE.matcher(header.strip().substring(6));
        if (!range.matches()) {
            return new Unsatisfiable();
        }
        boolean suffix = range.group(1).isEmpty();
        long first = suffix ? size - Math.min(size, Syntax.number(range.group(2))) : Syntax.number(range.group(1));
        long last = suffix || range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Syntax.number(range.group(2)));
        return first > last ? new Unsatisfiable() : new Part(first, last - first + 1);
    }

    /** Kept apart because fields of an interface are public. */
    final class Syntax {
        private static final Pattern SINGLE = Pattern.compile("\\s*(?=-?\\d)(\\d*)-(\\d*)\\s*");
        private static final int DIGITS = 18;

        private Syntax() {}

        /** Digits without an end are as good as the greatest number. */
        private static long number(String digits) {
            return digits.length() > DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
        }
    }
}
