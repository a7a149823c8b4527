package dev.segue.database;

import io.netty.channel.Channel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.AttributeKey;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.impl.codec.PgCodec;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Cuts off connections that {@link Connections} lets go of and whose server does not. The client closes with a goodbye and then waits
 * for the server to hang up; one that has fallen silent never does, and who waits for its answer, or for the connection to be made,
 * waits with it.
 */
@Singleton
class SilentConnections {

    private static final long LONGEST_PACE_MILLIS = 1_000;
    private static final AttributeKey<Boolean> SEEN = AttributeKey.valueOf(SilentConnections.class, "seen");

    private final VertxInternal vertx;
    private final long paceMillis;
    private long timer = -1;

    @Inject
    SilentConnections(Vertx vertx, DatabaseConfig config) {
        this(vertx, config.timeout());
    }

    SilentConnections(Vertx vertx, Duration timeout) {
        this.vertx = (VertxInternal) vertx;
        this.paceMillis = Math.max(1, Math.min(LONGEST_PACE_MILLIS, timeout.toMillis() / 4));
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(paceMillis, tick -> look());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void look() {
        vertx.getEventLoopGroup().forEach(executor -> {
            SingleThreadEventLoop loop = (SingleThreadEventLoop) executor;
            loop.execute(() -> loop.registeredChannelsIterator().forEachRemaining(SilentConnections::look));
        });
    }

    /** A server that is well hangs up at once: who is seen waiting for it a second time waits for nothing. */
    private static void look(Channel channel) {
        if (channel instanceof DuplexChannel connection
                && connection.isOutputShutdown()
                && channel.pipeline().get(PgCodec.class) != null
                && channel.attr(SEEN).getAndSet(true) != null) {
            channel.unsafe().close(channel.voidPromise()); // through the pipeline it would be one more goodbye
        }
    }
}
