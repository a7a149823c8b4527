package dev.segue.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a caller would like (RFC 7240). A preference that is not understood is none. */
final class Prefer {

    static final String HEADER = "Prefer";
    static final String APPLIED = "Preference-Applied";
    static final int LONGEST_SECONDS = 120;

    private static final Pattern WAIT =
            Pattern.compile("(?:^|,)\\s*wait\\s*=\\s*\"?(\\d+)\"?\\s*(?:;[^,]*)?(?=,|$)", Pattern.CASE_INSENSITIVE);

    private Prefer() {}

    /** How long to hold the answer, in whole seconds and never longer than we would. */
    static Optional<Duration> wait(List<String> headers) {
        Matcher found = WAIT.matcher(String.join(",", headers));
        return found.find() ? Optional.of(Duration.ofSeconds(capped(found.group(1)))) : Optional.empty();
    }

    private static int capped(String digits) {
        return digits.length() > 6 ? LONGEST_SECONDS : Math.min(LONGEST_SECONDS, Integer.parseInt(digits));
    }
}
