package dev.segue.webhook;

import com.standardwebhooks.Webhook;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A caller's server, on a port and a Vert.x of its own. */
public final class Receiver implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();

    /** @param nanos when its body had come */
    public record Message(String path, MultiMap headers, String body, long nanos) {

        public String id() {
            return headers.get("webhook-id");
        }

        /** Asks another library. */
        public void verify(String secret) throws Exception {
            new Webhook(secret)
                    .verify(
                            body,
                            HttpHeaders.of(
                                    headers.entries().stream()
                                            .collect(Collectors.toMap(
                                                    header -> header.getKey().toLowerCase(),
                                                    header -> List.of(header.getValue()))),
                                    (name, value) -> true));
        }
    }

    /** What the server does with its n-th message, from 0. */
    public interface Manners {
        void answer(int n, HttpServerResponse response, Vertx vertx);
    }

    public Receiver(Manners manners) throws Exception {
        this(path -> manners);
    }

    /** A host of several, each at a path of its own. */
    Receiver(Function<String, Manners> byPath) throws Exception {
        server = vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(1024))
                .requestHandler(request -> request.body().onSuccess(body -> {
                    Message message =
                            new Message(request.path(), request.headers(), body.toString(), System.nanoTime());
                    int n;
                    synchronized (messages) {
                        n = messages.size();
                        messages.add(message);
                        messages.notifyAll();
                    }
                    byPath.apply(message.path()).answer(n, request.response(), vertx);
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    /** Answers with these one after the other, and for ever with the last. */
    public static Receiver answering(int... statuses) throws Exception {
        return new Receiver((n, response, vertx) -> response.setStatusCode(statuses[Math.min(n, statuses.length - 1)])
                .end());
    }

    public static Receiver taking(long millis) throws Exception {
        return new Receiver((n, response, vertx) ->
                vertx.setTimer(millis, done -> response.setStatusCode(204).end()));
    }

    public String url() {
        return url("/hook");
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path + "?key=secret";
    }

    public List<Message> messages() {
        return List.copyOf(messages);
    }

    public List<Message> await(int number) throws InterruptedException {
        return await(all -> all.size() >= number);
    }

    /** Those to one path, once there are as many. */
    List<Message> await(int number, String path) throws InterruptedException {
        return at(path, await(all -> at(path, all).size() >= number));
    }

    private static List<Message> at(String path, List<Message> all) {
        return all.stream().filter(message -> message.path().equals(path)).toList();
    }

    private List<Message> await(Predicate<List<Message>> condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        synchronized (messages) {
            while (!condition.test(messages)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("only " + messages.size() + " messages have come");
                }
                messages.wait(left);
            }
            return messages();
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
