package dev.segue.access.guard;

import dev.segue.access.Tickets.Use;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a path asks of a job that a ticket can open. Anything unusual in the path opens nothing. */
record TicketPath(String jobId, Use use) {

    private static final Pattern EVENTS = Pattern.compile("/v1/jobs/([\\w-]+)/events");
    private static final Pattern AUDIO = Pattern.compile("/v1/jobs/([\\w-]+)/(audio/\\d+(/waveform)?|cover)");

    static Optional<TicketPath> of(String method, String path) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Optional.empty();
        }
        return match(EVENTS, path, Use.EVENTS).or(() -> match(AUDIO, path, Use.AUDIO));
    }

    private static Optional<TicketPath> match(Pattern pattern, String path, Use use) {
        Matcher matcher = pattern.matcher(path);
        return matcher.matches() ? Optional.of(new TicketPath(matcher.group(1), use)) : Optional.empty();
    }
}
