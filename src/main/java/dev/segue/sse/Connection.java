package dev.segue.sse;

import dev.segue.time.Ticker;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.jboss.logging.Logger;

/**
 * One client that listens. Everything happens on its event loop. The next frame is asked for only when the client's window is
 * open, so a client that does not read costs one frame, and after the deadline nothing.
 */
final class Connection implements MultiSubscriber<String> {

    private static final Logger LOG = Logger.getLogger(Connection.class);
    private static final long TICK_MILLIS = 1000;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context context;
    private final SseConfig config;
    private final Ticker ticker;

    private EventStream stream;
    private Flow.Subscription subscription;
    private Cancellable watch = () -> {};
    private long timer = -1;
    private boolean asked;
    private boolean over;
    private long lastWrite;
    private long stalledSince;
    private boolean stalled;

    Connection(HttpServerRequest request, Context context, SseConfig config, Ticker ticker) {
        this.request = request;
        this.response = request.response();
        this.context = context;
        this.config = config;
        this.ticker = ticker;
    }

    /** Headers go out with the first bytes, so some are sent at once. */
    void begin(EventStream wanted) {
        stream = wanted;
        response.setChunked(true);
        response.drainHandler(drained -> {
            stalled = false;
            ask();
        });
        write(Frame.retry(config.retry().toMillis()) + Frame.comment("open"));
        long every = Math.min(TICK_MILLIS, config.keepAlive().toMillis());
        timer = context.owner().setPeriodic(every, tick -> tick());
        watch = stream.over().subscribe().with(over -> end());
        stream.frames().subscribe().withSubscriber(this);
    }

    /** Ends the stream in order; the client comes back, here or elsewhere. */
    void end() {
        context.runOnContext(now -> {
            if (!over) {
                gone();
                response.end();
            }
        });
    }

    /** The client is not there any more. */
    void gone() {
        over = true;
        context.owner().cancelTimer(timer);
        watch.cancel();
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        context.runOnContext(now -> {
            subscription = given;
            if (over) {
                given.cancel();
            } else {
                ask();
            }
        });
    }

    @Override
    public void onItem(String frame) {
        context.runOnContext(now -> {
            asked = false;
            if (!over) {
                write(frame);
                ask();
            }
        });
    }

    @Override
    public void onFailure(Throwable failure) {
        LOG.debug("A stream of events broke off", failure);
        end();
    }

    @Override
    public void onCompletion() {
        end();
    }

    private void ask() {
        if (!over && !asked && !stalled && subscription != null) {
            asked = true;
            subscription.request(1);
        }
    }

    private void tick() {
        if (over) {
            return;
        }
        if (stalled) {
            if (passed(stalledSince, config.writeDeadline())) {
                cut();
            }
            return;
        }
        stream.meanwhile().get().ifPresent(this::write);
        if (passed(lastWrite, config.keepAlive())) {
            write(Frame.comment("keep-alive"));
        }
    }

    /** Ending or closing in order would wait for the client to read what is pending: that is what it does not do. */
    private void cut() {
        gone();
        if (request.version() != HttpVersion.HTTP_2 && request.connection() instanceof ConnectionBase connection) {
            connection.channel().pipeline().firstContext().close(); // past Vert.x, which would flush first
        } else {
            response.reset();
        }
    }

    private boolean passed(long since, Duration wait) {
        return ticker.nanos() - since >= wait.toNanos();
    }

    private void write(String text) {
        lastWrite = ticker.nanos();
        response.write(text);
        if (!stalled && response.writeQueueFull()) {
            stalled = true;
            stalledSince = lastWrite;
        }
    }
}
