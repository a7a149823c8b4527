package dev.segue.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Closes one connection that does not get to the end of a request's headers, or body, in time, or is left idle. The server itself
 * has no such limit: its own starts anew with every byte. While a request is being answered, however long, nothing is limited.
 *
 * <p>Everything happens on the connection's event loop.
 */
final class Patience extends ChannelInboundHandlerAdapter {

    private final EdgeConfig config;

    private ChannelHandlerContext connection;
    private ScheduledFuture<?> limit;
    private boolean idle;
    /** Whether the request that is being answered is here whole; {@code null} if none is. */
    private BooleanSupplier whole;

    private boolean nextHasBegun;

    Patience(EdgeConfig config) {
        this.config = config;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connection = context;
        limit(config.headTimeout().toMillis());
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (whole != null) {
            nextHasBegun |= whole.getAsBoolean();
        } else if (idle) {
            idle = false;
            limit(config.headTimeout().toMillis());
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        unlimit();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        unlimit();
    }

    /**
     * The headers are here.
     *
     * @param bodyIsHere whether nothing more of the request is to come
     */
    void began(BooleanSupplier bodyIsHere) {
        whole = bodyIsHere;
        idle = false;
        nextHasBegun = false;
        limit(config.bodyTimeout().toMillis());
    }

    /** The answer is written, or never will be. */
    void ended() {
        whole = null;
        idle = !nextHasBegun;
        limit((idle ? config.idleTimeout() : config.headTimeout()).toMillis());
    }

    private void limit(long millis) {
        unlimit();
        limit = connection.executor().schedule(this::late, millis, TimeUnit.MILLISECONDS);
    }

    private void unlimit() {
        if (limit != null) {
            limit.cancel(false);
        }
    }

    private void late() {
        if (whole == null || !whole.getAsBoolean()) {
            connection.close();
        }
    }
}
