package dev.segue.sandbox.audio;

import dev.segue.sandbox.fault.Fault;
import dev.segue.sandbox.fault.Faults;
import dev.segue.sandbox.fault.Kind;
import dev.segue.sandbox.fault.Place;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Serves songs and covers. Used on one event loop: no locks. */
public final class AudioHost {

    /** All that it serves is below. */
    public static final String ROOT = "/audio/";

    private static final String COVER = ".png";
    private static final int ITEMS = 10_000;
    private static final String DENIED =
            "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>%s</Message></Error>";

    private final Shelf shelf;
    private final Signer signer;
    private final Faults faults;
    private final Supplier<URI> base;
    private final Map<String, Item> items = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Item> eldest) {
            return size() > ITEMS;
        }
    };

    public AudioHost(Vertx vertx, Clock clock, Faults faults, Supplier<URI> base) {
        shelf = new Shelf(vertx);
        signer = new Signer(clock);
        this.faults = faults;
        this.base = base;
    }

    public void clear() {
        items.clear();
    }

    /** An address that works for an hour, or, where the item's faults say so, one that worked until a minute ago. */
    public String publish(Item item) {
        items.put(item.path(), item);
        boolean expired = faults.strike(item.faults(), item.provider(), Place.AUDIO, Kind.EXPIRED::equals)
                .isPresent();
        return base.get() + signer.sign(item.path(), expired ? Duration.ofMinutes(-1) : Signer.VALID);
    }

    public String cover(Item item) {
        return base.get() + ROOT + item.name() + COVER;
    }

    public Future<Integer> size(Item item) {
        return shelf.song(item.recipe()).map(Buffer::length);
    }

    public void serve(HttpServerRequest request) {
        if (request.path().endsWith(COVER)) {
            request.response().putHeader("content-type", "image/png").end(Buffer.buffer(Cover.png(request.path())));
            return;
        }
        Item item = items.get(request.path());
        String expires = request.getParam("Expires");
        if (item == null || item.withdrawn().getAsBoolean()) {
            deny(request, 404, "The specified key does not exist.");
        } else if (!signer.valid(request.path(), expires, request.getParam("Signature"))) {
            deny(request, 403, "The request signature we calculated does not match the signature you provided.");
        } else if (signer.expired(expires)) {
            deny(request, 403, "Request has expired.");
        } else {
            strike(request, item);
        }
    }

    private void strike(HttpServerRequest request, Item item) {
        Optional<Fault> fault =
                faults.strike(item.faults(), item.provider(), Place.AUDIO, kind -> kind != Kind.EXPIRED);
        switch (fault.map(Fault::kind).orElse(Kind.EXPIRED)) {
            case HANG -> request.pause();
            case REFUSE -> request.connection().close();
            case STATUS -> deny(request, fault.orElseThrow().status(500), "Asked for by a fault.");
            case CUT -> shelf.song(item.recipe()).onSuccess(song -> cut(request, item, song));
            case SHORT ->
                shelf.song(item.recipe()).onSuccess(song -> send(request, item, song.slice(0, song.length() / 2)));
            default -> shelf.song(item.recipe()).onSuccess(song -> send(request, item, song));
        }
    }

    private static void send(HttpServerRequest request, Item item, Buffer song) {
        HttpServerResponse response = head(request, item);
        Optional<Range> range = Range.of(request.getHeader("range"), song.length());
        if (range.isEmpty()) {
            response.setStatusCode(416).putHeader("content-range", "bytes */" + song.length());
            response.end();
            return;
        }
        Range wanted = range.orElseThrow();
        if (wanted.length() < song.length()) {
            response.setStatusCode(206)
                    .putHeader("content-range", "bytes " + wanted.first() + "-" + wanted.last() + "/" + song.length());
        }
        response.putHeader("content-length", String.valueOf(wanted.length()));
        if (request.method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(song.slice(wanted.first(), wanted.last() + 1));
        }
    }

    private static void cut(HttpServerRequest request, Item item, Buffer song) {
        head(request, item)
                .putHeader("content-length", String.valueOf(song.length()))
                .write(song.slice(0, song.length() / 2))
                .onComplete(written -> request.connection().close());
    }

    private static HttpServerResponse head(HttpServerRequest request, Item item) {
        return request.response()
                .putHeader("content-type", item.recipe().format().contentType())
                .putHeader("accept-ranges", "bytes")
                .putHeader("etag", '"' + Integer.toHexString(item.recipe().hashCode()) + '"');
    }

    private static void deny(HttpServerRequest request, int status, String why) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/xml")
                .end(DENIED.formatted(why));
    }
}
