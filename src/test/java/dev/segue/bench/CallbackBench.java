package dev.segue.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.bench.Gateway.Used;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes from the arrival of a callback until a listener has the frame that tells of it, in a gateway that has been at
 * work for a while. Callers, listeners and provider are in this process; songs are as small as they can be.
 */
@Tag("bench")
class CallbackBench {

    private static final int EACH_SECOND = Integer.getInteger("bench.rate", 100);
    private static final int WARM = EACH_SECOND * Integer.getInteger("bench.warm", 90);
    private static final int JOBS = WARM + EACH_SECOND * 20;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(2000));
    /** By the hash of its token. */
    private final Map<String, Long> callbacks = new ConcurrentHashMap<>();

    private final Map<String, Long> frames = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private final CountDownLatch warm = new CountDownLatch(WARM);
    private final CountDownLatch all = new CountDownLatch(JOBS);

    @Test
    void callback_atAHundredJobsASecond_isOnTheStreamSoon() throws Exception {
        try (Gateway gateway = new Gateway(vertx, folder, this::called)) {
            // Given
            load(gateway.address());
            assertThat(warm.await(WARM / EACH_SECOND + 60, TimeUnit.SECONDS)).isTrue();
            Used before = gateway.used();

            // When
            boolean seen = all.await((JOBS - WARM) / EACH_SECOND + 30, TimeUnit.SECONDS);
            Used after = gateway.used();

            // Then
            double[] millis = latencies(gateway);
            System.out.printf(
                    "callback to storing frame at %d jobs/s, %d of %d jobs: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                    EACH_SECOND,
                    millis.length,
                    JOBS - WARM,
                    at(millis, 50),
                    at(millis, 90),
                    at(millis, 99),
                    at(millis, 100));
            System.out.printf(
                    "each job: %.1f ms CPU in the gateway, %.1f ms in the database, %.1f transactions%n",
                    each(after.gateway().minus(before.gateway())),
                    each(after.database().minus(before.database())),
                    (after.transactions() - before.transactions()) / (double) (JOBS - WARM));
            assertThat(seen).isTrue();
            assertThat(at(millis, 99)).isLessThan(50);
        }
    }

    private void called(String path) {
        callbacks.putIfAbsent(hash(path.substring(path.lastIndexOf('/') + 1)), System.nanoTime());
    }

    private void load(URI gateway) {
        long began = System.nanoTime();
        vertx.setPeriodic(2, tick -> {
            while (made.get() < JOBS && System.nanoTime() - began >= made.get() * 1_000_000_000L / EACH_SECOND) {
                made.incrementAndGet();
                create(gateway);
            }
        });
    }

    private void create(URI gateway) {
        String body = new JsonObject()
                .put("model", "minimax-music-2.6")
                .put("prompt", "A song about rain " + UUID.randomUUID())
                .put("lyrics", "[Verse] It rains and rains")
                .put(
                        "audio",
                        new JsonObject()
                                .put("format", "mp3")
                                .put("sample_rate", 16000)
                                .put("bitrate", 32000))
                .encode();
        http.request(HttpMethod.POST, gateway.getPort(), gateway.getHost(), "/v1/jobs")
                .compose(request ->
                        request.putHeader("content-type", "application/json").send(body))
                .compose(HttpClientResponse::body)
                .onSuccess(answer -> listen(gateway, new JsonObject(answer).getString("id")))
                .onFailure(Throwable::printStackTrace);
    }

    private void listen(URI gateway, String id) {
        http.request(HttpMethod.GET, gateway.getPort(), gateway.getHost(), "/v1/jobs/" + id + "/events")
                .compose(request ->
                        request.putHeader("accept", "text/event-stream").send())
                .onSuccess(answer -> answer.handler(bytes -> {
                    if (bytes.toString().contains("\"status\":\"storing\"")
                            && frames.putIfAbsent(id, System.nanoTime()) == null) {
                        warm.countDown();
                        all.countDown();
                    }
                }))
                .onFailure(Throwable::printStackTrace);
    }

    /** Of the jobs after those for warming up; sorted. */
    private double[] latencies(Gateway gateway) throws SQLException {
        return gateway
                .query("SELECT encode(hash, 'hex') || job_id FROM callback_token ORDER BY issued_at OFFSET " + WARM)
                .stream()
                .map(row -> {
                    Long from = callbacks.get(row.substring(0, 64));
                    Long until = frames.get(row.substring(64));
                    return from == null || until == null ? null : until - from;
                })
                .filter(Objects::nonNull)
                .mapToDouble(nanos -> nanos / 1e6)
                .sorted()
                .toArray();
    }

    private static double each(Duration all) {
        return all.toNanos() / 1e6 / (JOBS - WARM);
    }

    private static double at(double[] sorted, int percent) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
