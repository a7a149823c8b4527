package dev.segue.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Gives each new connection its {@link Patience}. The server has no place for that, so it is put before the one that hands out
 * accepted connections; those that are accepted in the instant before are unlimited.
 */
@Singleton
class Patiences {

    /** Before everything that answers. */
    private static final int PRIORITY = 3000;

    private static final Set<HttpMethod> READ = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final VertxInternal vertx;
    private final EdgeConfig config;

    @Inject
    Patiences(Vertx vertx, EdgeConfig config) {
        this.vertx = (VertxInternal) vertx;
        this.config = config;
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        positive("segue.edge.head-timeout", config.headTimeout());
        positive("segue.edge.body-timeout", config.bodyTimeout());
        positive("segue.edge.idle-timeout", config.idleTimeout());
    }

    void register(@Observes Filters filters) {
        filters.register(this::follow, PRIORITY);
    }

    void open(@ObservesAsync HttpServerStart event) {
        install();
    }

    void open(@ObservesAsync HttpsServerStart event) {
        install();
    }

    private void install() {
        vertx.getAcceptorEventLoopGroup().forEach(executor -> {
            SingleThreadEventLoop loop = (SingleThreadEventLoop) executor;
            loop.execute(() -> loop.registeredChannelsIterator().forEachRemaining(this::install));
        });
    }

    private void install(Channel listening) {
        if (listening instanceof ServerChannel && listening.pipeline().get(Accepting.class) == null) {
            listening.pipeline().addFirst(new Accepting(config));
        }
    }

    private void follow(RoutingContext call) {
        Patience patience = of(call.request());
        if (patience != null) {
            if (call.request().version() == HttpVersion.HTTP_2) {
                // One connection carries many requests, each with limits that the protocol sets.
                ((ConnectionBase) call.request().connection())
                        .channel()
                        .pipeline()
                        .remove(patience);
            } else {
                patience.began(bodyIsHere(call.request()));
                call.addEndHandler(end -> patience.ended());
            }
        }
        call.next();
    }

    /** The end of what nobody reads is not seen, so only bodies that are read count. */
    private static BooleanSupplier bodyIsHere(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean hasBody = READ.contains(request.method())
                && (length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0"));
        return () -> !hasBody || request.isEnded();
    }

    private static Patience of(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection
                ? connection.channel().pipeline().get(Patience.class)
                : null;
    }

    private static void positive(String property, Duration time) {
        if (time.compareTo(Duration.ofMillis(1)) < 0) {
            throw new ConfigurationException(property + " must be a positive duration");
        }
    }

    private static final class Accepting extends ChannelInboundHandlerAdapter {

        private final EdgeConfig config;

        private Accepting(EdgeConfig config) {
            this.config = config;
        }

        @Override
        public void channelRead(ChannelHandlerContext listening, Object accepted) {
            ((Channel) accepted).pipeline().addFirst(new Patience(config));
            listening.fireChannelRead(accepted);
        }
    }
}
