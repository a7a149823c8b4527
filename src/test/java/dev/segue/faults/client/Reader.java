package dev.segue.faults.client;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Reads a stream of events, and remembers which versions of which job came in which order. */
public final class Reader implements AutoCloseable {

    private static final long PAUSE_NANOS = 200_000_000L;

    private final Map<String, List<Integer>> versions = new ConcurrentHashMap<>();
    private final Map<String, String> statuses = new ConcurrentHashMap<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile Stream<String> lines;

    /** Open when it returns: nothing that happens afterwards is missed. */
    public static Reader of(String url) throws InterruptedException {
        Reader reader = new Reader();
        HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofLines())
                .thenAcceptAsync(answer -> {
                    reader.lines = answer.body();
                    reader.open.countDown();
                    reader.lines.forEach(reader::hear);
                });
        reader.open.await();
        return reader;
    }

    /** What was heard of those jobs, once the last word of each is that status. */
    public Map<String, List<Integer>> untilAllOf(Collection<String> ids, String status) {
        long start = System.nanoTime();
        while (!ids.stream().allMatch(id -> status.equals(statuses.get(id)))
                && System.nanoTime() - start < 30_000_000_000L) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        Map<String, List<Integer>> heard = new HashMap<>();
        ids.forEach(id -> heard.put(id, versions.getOrDefault(id, List.of())));
        return heard;
    }

    private void hear(String line) {
        if (line.startsWith("data:")) {
            JsonObject job = new JsonObject(line.substring("data:".length()));
            if (job.containsKey("version")) {
                versions.computeIfAbsent(job.getString("id"), id -> new ArrayList<>())
                        .add(job.getInteger("version"));
                statuses.put(job.getString("id"), job.getString("status"));
            }
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}
