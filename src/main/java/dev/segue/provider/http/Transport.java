package dev.segue.provider.http;

import dev.segue.provider.settings.Endpoints.Endpoint;
import dev.segue.provider.settings.ProviderSettings;
import dev.segue.time.RetryAfter;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The wire to one provider. Redirects are never followed: one would carry our key to a stranger, and turn a create into
 * something else.
 */
final class Transport {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    /** More than could ever be under way: a create that waits for a free connection would look like one that was sent. */
    private static final int CREATES_AT_ONCE = 10_000;

    private static final int LOOKS_AT_ONCE = 256;

    /**
     * What a provider answered.
     *
     * @param http the HTTP status
     * @param retryAfter how long it asks to be left alone, or {@code null}
     * @param json the body, unreadable if it was no JSON
     */
    record Answer(int http, Duration retryAfter, Lenient json) {

        boolean is2xx() {
            return http >= 200 && http < 300;
        }

        @Override
        public String toString() {
            return "Answer[" + http + "]";
        }
    }

    private final String base;
    private final String authorization;
    private final Duration createTimeout;
    private final Duration lookTimeout;
    private final WebClient creates;
    private final WebClient looks;
    private final Clock clock;

    Transport(Vertx vertx, Endpoint endpoint, ProviderSettings settings, Clock clock) {
        this.base = endpoint.base().toString().replaceAll("/+$", "");
        this.authorization = "Bearer " + endpoint.apiKey();
        this.createTimeout = settings.createTimeout();
        this.lookTimeout = settings.lookTimeout();
        // A pooled connection may be dying unnoticed: a create lost in one cannot be told from one that arrived.
        this.creates = WebClient.create(
                vertx, options(createTimeout).setKeepAlive(false).setMaxPoolSize(CREATES_AT_ONCE));
        this.looks = WebClient.create(vertx, options(lookTimeout).setMaxPoolSize(LOOKS_AT_ONCE));
        this.clock = clock;
    }

    /** Connecting gets half of a call's time at most, so that it ends as itself and not as a timeout that proves nothing. */
    private static WebClientOptions options(Duration timeout) {
        long connect = Math.max(1, Math.min(LONGEST_CONNECT.toMillis(), timeout.toMillis() / 2));
        WebClientOptions options = new WebClientOptions().setUserAgent("Segue").setFollowRedirects(false);
        options.setConnectTimeout((int) connect)
                .setSslHandshakeTimeout(connect)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        return options;
    }

    /** Writes the request now; sends it when asked. What fails here has sent nothing. */
    Supplier<Uni<Answer>> create(Call call) {
        return prepare(creates, call, createTimeout);
    }

    Supplier<Uni<Answer>> look(Call call) {
        return prepare(looks, call, lookTimeout);
    }

    private Supplier<Uni<Answer>> prepare(WebClient client, Call call, Duration timeout) {
        HttpRequest<Buffer> request = client.requestAbs(call.method(), base + call.path())
                .putHeader("Authorization", authorization)
                .putHeader("Accept", "application/json")
                // The guard's timeout gives up on the answer; this one frees the connection.
                .timeout(timeout.toMillis());
        call.query().forEach(request::addQueryParam);
        if (call.body() == null) {
            return () -> request.send().map(this::answer);
        }
        Buffer body = Buffer.newInstance(call.body().toBuffer());
        request.putHeader("Content-Type", "application/json");
        return () -> request.sendBuffer(body).map(this::answer);
    }

    private Answer answer(HttpResponse<Buffer> response) {
        return new Answer(
                response.statusCode(),
                RetryAfter.parse(response.getHeader("Retry-After"), clock),
                Lenient.read(response.bodyAsString()));
    }
}
