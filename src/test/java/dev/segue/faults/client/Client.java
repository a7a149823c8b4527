package dev.segue.faults.client;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A program that asks for a song, listens until it is told to stop, and asks for the next. What is refused, breaks off or is
 * answered 503 is tried twice more, each time at the next replica; any other surprise is a failure.
 */
public final class Client {

    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private static final BodyHandler<Stream<String>> LINES = answer -> answer.statusCode() == 200
            ? BodySubscribers.ofLines(StandardCharsets.UTF_8)
            : BodySubscribers.replacing(Stream.empty());

    private final List<String> replicas;
    private final Supplier<JsonObject> songs;
    private final List<String> told = new ArrayList<>();
    private final AtomicInteger events = new AtomicInteger();
    private int home;
    private int at;
    private int retries;
    private long slowestRetryNanos;

    /**
     * @param replicas base addresses; they may be replaced meanwhile
     * @param home the one to begin with; each song is asked for at the next
     * @param songs bodies of creates
     */
    public Client(List<String> replicas, int home, Supplier<JsonObject> songs) {
        this.replicas = replicas;
        this.home = home;
        this.songs = songs;
    }

    /** @throws IllegalStateException if a request failed after its retries, or was answered in an unexpected way */
    public void live(BooleanSupplier enough) throws InterruptedException {
        while (!enough.getAsBoolean()) {
            at = home++ % replicas.size();
            int before = retries;
            long start = System.nanoTime();
            JsonObject job = create(songs.get());
            if (retries > before) {
                slowestRetryNanos = Math.max(slowestRetryNanos, System.nanoTime() - start);
            }
            listen(job.getString("id"), job.getJsonObject("links").getString("events") + "&after=0");
        }
    }

    /** How many changes of jobs it has been told of so far. */
    public int events() {
        return events.get();
    }

    /** Of each song the job's id and the versions in the order they came, with blanks between; read it when the client has ended. */
    public List<String> told() {
        return told;
    }

    /** How many requests had to be sent again. */
    public int retries() {
        return retries;
    }

    /** The longest that a create took which had to be sent again, from its first try on. */
    public Duration slowestRetry() {
        return Duration.ofNanos(slowestRetryNanos);
    }

    private JsonObject create(JsonObject body) throws InterruptedException {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> answer = send(
                replica -> HttpRequest.newBuilder(URI.create(replica + "/v1/jobs"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body.encode()))
                        .build(),
                BodyHandlers.ofString(),
                Duration.ZERO);
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("create: " + answer.statusCode() + " " + answer.body());
        }
        return new JsonObject(answer.body());
    }

    private void listen(String id, String path) throws InterruptedException {
        StringBuilder heard = new StringBuilder(id);
        EventSource source = new EventSource(job -> {
            heard.append(' ').append(job.getInteger("version"));
            events.incrementAndGet();
        });
        HttpResponse<Stream<String>> answer = connect(source, path, Duration.ZERO);
        while (answer.statusCode() == 200) {
            source.read(answer.body());
            at++;
            answer = connect(source, path, source.retry());
        }
        if (answer.statusCode() != 204) {
            throw new IllegalStateException("events: " + answer.statusCode());
        }
        told.add(heard.toString());
    }

    private HttpResponse<Stream<String>> connect(EventSource source, String path, Duration pause)
            throws InterruptedException {
        return send(replica -> source.request(URI.create(replica + path)), LINES, pause);
    }

    private <T> HttpResponse<T> send(Function<String, HttpRequest> request, BodyHandler<T> body, Duration before)
            throws InterruptedException {
        List<String> troubles = new ArrayList<>();
        Duration pause = before;
        while (true) {
            try {
                HttpResponse<T> answer = later(pause, request.apply(replicas.get(at % replicas.size())), body);
                if (answer.statusCode() != 503) {
                    return answer;
                }
                troubles.add("503");
                pause = answer.headers()
                        .firstValue("Retry-After")
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                        .orElse(PAUSE);
            } catch (IOException trouble) {
                troubles.add(trouble.toString());
                pause = PAUSE;
            }
            if (troubles.size() == TRIES) {
                throw new IllegalStateException("given up: " + troubles);
            }
            retries++;
            at++;
        }
    }

    private static <T> HttpResponse<T> later(Duration pause, HttpRequest request, BodyHandler<T> body)
            throws IOException, InterruptedException {
        try {
            return CompletableFuture.supplyAsync(
                            () -> HTTP.sendAsync(request, body),
                            CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS))
                    .thenCompose(Function.identity())
                    .get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException trouble) {
                throw trouble;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }
}
