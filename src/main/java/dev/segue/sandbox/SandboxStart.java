package dev.segue.sandbox;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts the sandbox with the application, before anyone could ask for its address. */
@Singleton
class SandboxStart {

    private static final int PATIENCE_SECONDS = 10;
    private static final int WORKERS = 2;

    private final SandboxConfig config;
    private final Clock clock;
    private Vertx vertx;
    private Sandbox sandbox;

    @Inject
    SandboxStart(SandboxConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        if (config.enabled()) {
            running();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (vertx != null) {
            vertx.close();
        }
    }

    /** Inject it as an {@code Instance<URI>}: it resolves only while the sandbox is on. */
    @Produces
    @Singleton
    @Named("sandbox")
    @LookupIfProperty(name = "segue.sandbox.enabled", stringValue = "true")
    URI address() {
        if (!config.enabled()) {
            throw new IllegalStateException("There is no sandbox: segue.sandbox.enabled is false");
        }
        return running().address();
    }

    /** Waits for the port. That is the starting thread's time, never an event loop's: whoever comes later finds it running. */
    private synchronized Sandbox running() {
        if (sandbox == null) {
            // Not the application's: the meters of a second HTTP server would clash with those of the gateway's own,
            // which then never
            // finishes starting, and the providers' load would be measured as ours.
            vertx = Vertx.vertx(new VertxOptions()
                    .setEventLoopPoolSize(1)
                    .setWorkerPoolSize(WORKERS)
                    .setUseDaemonThread(true));
            sandbox = await(new Sandbox.Options(config.port(), config.duration(), clock));
        }
        return sandbox;
    }

    private Sandbox await(Sandbox.Options options) {
        try {
            return Sandbox.start(vertx, options).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the sandbox was starting", interrupted);
        } catch (ExecutionException | TimeoutException | IllegalArgumentException failed) {
            throw new ConfigurationException(
                    "The sandbox cannot listen on segue.sandbox.port=" + options.port()
                            + ": is another Segue running? 0 takes a free port.",
                    failed);
        }
    }
}
