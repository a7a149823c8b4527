package dev.segue.callback;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;

/** What a provider sends, as far as it is worth reading: a callback is small and comes at once, all else is none. */
final class CallbackBody {

    private static final int LARGEST = 64 * 1024;
    /** Read away so that the sender gets to see our answer; who goes on after that is cut off. */
    private static final int LARGEST_UNREAD = 16 * 1024 * 1024;

    private static final long PATIENCE_MILLIS = 5_000;

    private final HttpServerRequest request;
    private final Vertx vertx;
    private final Buffer read = Buffer.buffer();
    private long length;

    private CallbackBody(HttpServerRequest request, Vertx vertx) {
        this.request = request;
        this.vertx = vertx;
    }

    /** Subscribe on the request's own event loop, before it turns. The empty text stands for all that is no callback. */
    static Uni<String> of(HttpServerRequest request, Vertx vertx) {
        CallbackBody body = new CallbackBody(request, vertx);
        return Uni.createFrom().<String>emitter(body::read).memoize().indefinitely();
    }

    private void read(UniEmitter<? super String> text) {
        long timer = vertx.setTimer(PATIENCE_MILLIS, late -> {
            text.complete("");
            request.connection().close();
        });
        request.handler(bytes -> take(bytes, text))
                .endHandler(end -> {
                    vertx.cancelTimer(timer);
                    text.complete(read.toString(StandardCharsets.UTF_8));
                })
                .exceptionHandler(broken -> {
                    vertx.cancelTimer(timer);
                    text.complete("");
                });
    }

    private void take(Buffer bytes, UniEmitter<? super String> text) {
        length += bytes.length();
        if (length <= LARGEST) {
            read.appendBuffer(bytes);
        } else {
            text.complete(""); // only the first completion counts
        }
        if (length > LARGEST_UNREAD) {
            request.connection().close();
        }
    }
}
