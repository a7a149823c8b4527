package dev.segue.sandbox.part;

import dev.segue.sandbox.fault.Fault;
import dev.segue.sandbox.fault.Faults;
import dev.segue.sandbox.fault.Kind;
import dev.segue.sandbox.fault.Place;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Tells a {@code callback_url} that its task has ended: once, unsigned and without a second try. */
final class Callbacks {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final HttpClient client;
    private final Faults faults;

    Callbacks(Vertx vertx, Faults faults) {
        client = vertx.createHttpClient();
        this.faults = faults;
    }

    void send(Task task, String url, JsonObject body) {
        Optional<Kind> kind =
                faults.strike(task.faults(), task.provider(), Place.CALLBACK).map(Fault::kind);
        if (kind.filter(Kind.LOST::equals).isPresent()) {
            return;
        }
        JsonObject sent = kind.filter(Kind.FLAT::equals).isPresent() ? body.getJsonObject("data") : body;
        Future<Void> first = post(task, url, sent);
        if (kind.filter(Kind.DOUBLED::equals).isPresent()) {
            first.onComplete(done -> post(task, url, sent));
        }
    }

    private Future<Void> post(Task task, String url, JsonObject body) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(url)
                .setMethod(HttpMethod.POST)
                .setTimeout(TIMEOUT_MILLIS);
        return client.request(options)
                .compose(request ->
                        request.putHeader("content-type", "application/json").send(body.toBuffer()))
                .map(HttpClientResponse::statusCode)
                .otherwise(0)
                .map(status -> {
                    task.callbacks().add(status);
                    return null;
                });
    }
}
