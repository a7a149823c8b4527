package dev.segue.secrecy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hears all that this process logs, whatever its level, and remembers what should never have been said. */
final class Ear extends Handler {

    /** What a test plants in a prompt, a key or an address has this in it. */
    static final String CANARY = "canary";

    private static final Pattern SECRET = Pattern.compile(String.join(
            "|",
            "(?i:canary)",
            "a(?:nother)?-real-key-of-\\w+", // the build's own variables
            "\\b1[0-9]{9}\\.[A-Za-z0-9_-]{20,}", // a ticket
            "(?i:bearer) (?!sk_…|token\\b|key\\b)[\\w.-]{4,}",
            "\\bsk_[A-Za-z0-9_-]{16,}",
            "\\bwhs[ek]c?_[A-Za-z0-9+/]{16,}",
            "/v1/callbacks/[a-z]+/[A-Za-z0-9_-]{32}",
            "[?&](?:X-Amz-)?Signature=", // an address of audio, at the sandbox or in a bucket
            "Streetlights flicker",
            "It rains",
            "Uplifting indie pop",
            "A song about rain"));

    /** The bucket that tests keep audio in runs in this process; what it says of requests is no word of ours. */
    private static final String BUCKET = "org.gaul.";

    private final Formatter formatter = new SimpleFormatter();
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

    Ear() {
        setLevel(Level.ALL);
    }

    /** Hangs it where everything comes by; once is enough for the whole process. */
    static Ear attached() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            if (handler instanceof Ear ear) {
                return ear;
            }
        }
        Ear ear = new Ear();
        root.addHandler(ear);
        return ear;
    }

    @Override
    public void publish(LogRecord event) {
        if (event.getLoggerName() != null && event.getLoggerName().startsWith(BUCKET)) {
            return;
        }
        String said = formatter.formatMessage(event) + thrown(event.getThrown());
        Matcher secret = SECRET.matcher(said);
        if (secret.find()) {
            leaks.add(event.getLevel() + " " + event.getLoggerName() + " said '" + secret.group() + "' in: "
                    + said.substring(0, Math.min(2000, said.length())));
        }
    }

    /** What was overheard since the last call. */
    List<String> takeLeaks() {
        List<String> taken = new ArrayList<>();
        for (String leak = leaks.poll(); leak != null; leak = leaks.poll()) {
            taken.add(leak);
        }
        return taken;
    }

    private static String thrown(Throwable failure) {
        if (failure == null) {
            return "";
        }
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return "\n" + trace;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
