package dev.segue.provider.http;

import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A provider on a real socket that does as it is told, request by request, and remembers what it was asked. */
public final class ScriptedProvider implements AutoCloseable {

    private final HttpServer server;
    private final Deque<Reaction> script = new ArrayDeque<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    /** What to do with a request that was read whole. */
    @FunctionalInterface
    public interface Reaction {
        void to(HttpServerRequest request);
    }

    /** @param uri as it came over the wire */
    public record Seen(String method, String uri, Map<String, String> headers, String body) {}

    public ScriptedProvider(Vertx vertx) {
        server = vertx.getDelegate()
                .createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                    request.headers().forEach(headers::put);
                    seen.add(new Seen(request.method().name(), request.uri(), headers, body.toString()));
                    next().to(request);
                }))
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /** Reactions to the requests to come, in order; the last one is repeated. */
    public ScriptedProvider does(Reaction... reactions) {
        synchronized (script) {
            script.clear();
            script.addAll(Arrays.asList(reactions));
        }
        return this;
    }

    private Reaction next() {
        synchronized (script) {
            return script.size() > 1 ? script.poll() : script.element();
        }
    }

    public static Reaction answer(int status, String body, String... headers) {
        return request -> {
            for (int i = 0; i < headers.length; i += 2) {
                request.response().putHeader(headers[i], headers[i + 1]);
            }
            request.response().setStatusCode(status).end(body);
        };
    }

    public static Reaction hang() {
        return request -> {};
    }

    public static Reaction cut() {
        return request -> request.connection().close();
    }

    public static Reaction cutInTheBody() {
        return request -> {
            request.response().putHeader("Content-Length", "1000").write("{\"id\": \"t-1\"");
            request.connection().close();
        };
    }

    public List<Seen> seen() {
        return seen;
    }

    public URI base() {
        return URI.create("http://localhost:" + server.actualPort());
    }

    @Override
    public void close() {
        server.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
