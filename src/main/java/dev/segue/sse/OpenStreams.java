package dev.segue.sse;

import dev.segue.time.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The streams that are open here. A shutdown ends them at once, before it waits for requests under way. */
@ApplicationScoped
class OpenStreams {

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final SseConfig config;
    private final Ticker ticker;
    private volatile boolean closing;

    @Inject
    OpenStreams(SseConfig config, Ticker ticker) {
        this.config = config;
        this.ticker = ticker;
    }

    void start(@Observes StartupEvent event, MeterRegistry meters) {
        meters.gauge("segue_sse_streams", open, Set::size);
    }

    /** Called on the connection's event loop. */
    void open(RoutingContext request, EventStream stream, Runnable done) {
        Context context = Vertx.currentContext();
        Connection connection = new Connection(request.request(), context, config, ticker);
        open.add(connection);
        request.addEndHandler(ended -> {
            open.remove(connection);
            connection.gone();
            done.run();
        });
        connection.begin(stream);
        if (closing || request.response().closed()) {
            connection.end();
        }
    }

    void announced(@Observes ShutdownDelayInitiatedEvent event) {
        endAll();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        endAll();
    }

    private void endAll() {
        closing = true;
        open.forEach(Connection::end);
    }
}
