package dev.segue.dialect.useapi;

import dev.segue.dialect.DialectException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells requests that want a song from those that only try out an address: a GET that creates must not be run for these. */
final class Earnest {

    /** Any of them may say that a browser or a proxy fetches ahead of anybody's wish. */
    private static final List<String> PURPOSES = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

    private Earnest() {}

    /** Throws {@link DialectException}: 405 for a HEAD, which the framework would serve like a GET, and 400 for a prefetch. */
    static void check(HttpServerRequest asked) {
        if (!asked.method().equals(HttpMethod.GET)) {
            throw new DialectException(
                    405, "Only a GET creates a song", Map.of(HttpHeaders.ALLOW, HttpMethod.GET.name()));
        }
        if (PURPOSES.stream().anyMatch(header -> isAhead(asked.headers().getAll(header)))) {
            throw new DialectException(400, "A prefetch creates no song");
        }
    }

    private static boolean isAhead(List<String> purposes) {
        return purposes.stream()
                .map(purpose -> purpose.toLowerCase(Locale.ROOT))
                .anyMatch(purpose ->
                        purpose.contains("prefetch") || purpose.contains("prerender") || purpose.contains("preview"));
    }
}
