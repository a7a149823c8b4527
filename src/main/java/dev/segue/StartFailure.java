package dev.segue;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Tells the operator why Segue did not start: in one sentence where the operator can mend it, with a stack trace where
 * only we can.
 *
 * <p>Any package stops the start with a sentence of its own by throwing a {@link ConfigurationException}, or one of its
 * children, from an observer of the start.
 */
final class StartFailure {

    private static final Pattern CONVERSION = Pattern.compile(
            ".*The config property (\\S+) with the config value .* threw an Exception whilst being converted (.*)",
            Pattern.DOTALL);
    private static final Pattern EMPTY =
            Pattern.compile(".*The config property (\\S+) is defined as the empty String .*", Pattern.DOTALL);
    /** How the server says that a number is no port; it has no type of its own. */
    private static final String NO_PORT = "port must be";

    private static final Pattern SECRET = Pattern.compile("key|secret|password|token", Pattern.CASE_INSENSITIVE);
    private static final Pattern CODE = Pattern.compile("[A-Z]{2,}\\d{5}: ");

    private StartFailure() {}

    static void report(Throwable failure) {
        Optional<String> sentence = sentence(failure);
        if (sentence.isEmpty()) {
            Logger.getLogger(Segue.class).error("Segue did not start", failure);
            return;
        }
        System.err.println("Segue did not start: " + sentence.get());
    }

    static Optional<String> sentence(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(StartFailure::told)
                .filter(told -> told != null && !told.isBlank())
                .findFirst();
    }

    private static String told(Throwable cause) {
        if (cause instanceof QuarkusBindException taken) {
            return "quarkus.http.port: " + taken.getMessage();
        }
        if (cause instanceof IllegalArgumentException
                && String.valueOf(cause.getMessage()).startsWith(NO_PORT)) {
            return "quarkus.http.port: " + cause.getMessage();
        }
        if (cause instanceof ConfigValidationException invalid) {
            return IntStream.range(0, invalid.getProblemCount())
                    .mapToObj(problem -> plain(invalid.getProblem(problem).getMessage()))
                    .collect(Collectors.joining("; "));
        }
        if (cause instanceof ConfigurationException || cause instanceof PreventFurtherStepsException) {
            return plain(cause.getMessage());
        }
        boolean ofConfiguration = cause instanceof IllegalArgumentException || cause instanceof NoSuchElementException;
        return ofConfiguration && String.valueOf(cause.getMessage()).startsWith("SRCFG")
                ? plain(cause.getMessage())
                : null;
    }

    /** The property and what is wrong with it; never the value of a secret. */
    private static String plain(String message) {
        Matcher empty = EMPTY.matcher(String.valueOf(message));
        if (empty.matches()) {
            return empty.group(1) + ": must not be empty";
        }
        Matcher conversion = CONVERSION.matcher(String.valueOf(message));
        if (!conversion.matches()) {
            return CODE.matcher(String.valueOf(message)).replaceAll("").strip();
        }
        String name = conversion.group(1);
        return name + ": "
                + (SECRET.matcher(name).find()
                        ? "cannot be read"
                        : CODE.matcher(conversion.group(2)).replaceAll("").strip());
    }
}
