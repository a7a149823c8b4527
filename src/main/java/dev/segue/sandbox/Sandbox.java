package dev.segue.sandbox;

import dev.segue.sandbox.audio.AudioHost;
import dev.segue.sandbox.fault.Faults;
import dev.segue.sandbox.part.Call;
import dev.segue.sandbox.part.Stage;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/**
 * The four providers, played by us on one port of localhost: their endpoints stand at the root, {@code /audio/} is the host of the
 * finished audio, {@code /sandbox/} the desk where faults are asked for and requests are counted. {@code docs/sandbox.md} tells all.
 */
public final class Sandbox {

    private static final Logger LOG = Logger.getLogger(Sandbox.class);

    /** useapi.net carries lyrics in the query: 600 characters may take 5400 once percent-encoded, and the default is 4096. */
    private static final int REQUEST_LINE = 32 * 1024;

    private final HttpServer server;
    private final AudioHost audio;
    private final Stage stage;
    private final Desk desk;
    private final Journal journal;

    /**
     * @param port 0 takes a free one
     * @param duration how long every song takes; empty: six to twelve seconds, depending on its words
     */
    public record Options(int port, Optional<Duration> duration, Clock clock) {}

    private Sandbox(Vertx vertx, Options options) {
        // Clear-text HTTP/2 would share a connection, and closing one is how several faults strike.
        server = vertx.createHttpServer(new HttpServerOptions()
                .setHost("localhost")
                .setPort(options.port())
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(REQUEST_LINE));
        Faults faults = new Faults();
        journal = new Journal(options.clock());
        audio = new AudioHost(vertx, options.clock(), faults, this::address);
        stage = new Stage(vertx, options.clock(), faults, audio, options.duration());
        desk = new Desk(faults, journal, stage, audio);
    }

    /** All of it then runs on one event loop, so nothing inside is locked. */
    public static CompletionStage<Sandbox> start(Vertx vertx, Options options) {
        Sandbox sandbox = new Sandbox(vertx, options);
        return sandbox.server
                .requestHandler(sandbox::receive)
                .listen()
                .map(listening -> {
                    LOG.infof("Sandbox plays the providers at %s", sandbox.address());
                    return sandbox;
                })
                .toCompletionStage();
    }

    public URI address() {
        return URI.create("http://localhost:" + server.actualPort());
    }

    public CompletionStage<Void> stop() {
        return server.close().toCompletionStage();
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            try {
                route(request, body);
            } catch (RuntimeException broken) {
                LOG.error("The sandbox itself is broken", broken);
                request.response().setStatusCode(500).end("sandbox: broken, see its log");
            }
        });
    }

    private void route(HttpServerRequest request, Buffer body) {
        Call call = new Call(request, body);
        Optional<String> provider = stage.provider(call);
        if (request.path().startsWith(Desk.ROOT)) {
            desk.serve(request, body);
        } else if (request.path().startsWith(AudioHost.ROOT)) {
            journal.note("audio", false, request, body);
            audio.serve(request);
        } else if (provider.isPresent()) {
            journal.note(provider.get(), stage.creates(call), request, body);
            stage.play(call);
        } else {
            request.response().setStatusCode(404).end("sandbox: no provider has this path");
        }
    }
}
