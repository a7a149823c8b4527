package dev.segue.stranger;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import java.util.Set;

/** The head of an answer to a GET, and what to do next: read on, go elsewhere, or give up. */
final class Head {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HttpClientResponse response;
    private final StrangerUrl from;
    private final StrangerBody body;

    Head(HttpClientResponse response, StrangerUrl from, Vertx vertx) {
        this.response = response;
        this.from = from;
        this.body = new StrangerBody(from.host(), response, vertx.getOrCreateContext());
    }

    /** Where to look instead; empty when this is a 200. Throws {@link StrangerException.Status} when it is neither. */
    Optional<StrangerUrl> next(int redirectsLeft) {
        int status = response.statusCode();
        if (status == 200) {
            return Optional.empty();
        }
        body.discard();
        String location = response.getHeader(HttpHeaders.LOCATION);
        if (REDIRECTS.contains(status) && location != null && redirectsLeft > 0) {
            return Optional.of(from.resolve(location));
        }
        throw new StrangerException.Status(from.host(), status);
    }

    StrangerBody body() {
        return body;
    }
}
