package dev.segue.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long it takes from the arrival of a callback until a listener has the frame that tells of it. Everything is in this one
 * process: gateway, sandbox, callers and listeners; so the songs are as small as they can be, for making them is not our matter.
 */
@QuarkusTest
@Tag("bench")
@TestProfile(CallbackBench.LookedAtSeldom.class)
class CallbackBench {

    private static final int EACH_SECOND = Integer.getInteger("bench.rate", 100);
    private static final int WARM = 5 * EACH_SECOND;
    private static final int JOBS = WARM + 10 * EACH_SECOND;

    @Inject
    Arrivals arrivals;

    @Inject
    Pool pool;

    @TestHTTPResource
    URI gateway;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http =
            vertx.createHttpClient(new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(2000));
    private final Map<String, Long> frames = new ConcurrentHashMap<>();
    private final CountDownLatch seen = new CountDownLatch(JOBS);

    public static class LookedAtSeldom implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "segue.tracking.min-interval", "PT20S",
                    "segue.tracking.max-interval", "PT20S",
                    "segue.sandbox.duration", "PT1S");
        }
    }

    /** When each callback came, by the hash of its token. */
    @Singleton
    static class Arrivals {

        final Map<String, Long> byHash = new ConcurrentHashMap<>();

        void register(@Observes Filters filters) {
            filters.register(
                    call -> {
                        String path = call.normalizedPath();
                        if (path.startsWith("/v1/callbacks/")) {
                            byHash.putIfAbsent(hash(path.substring(path.lastIndexOf('/') + 1)), System.nanoTime());
                        }
                        call.next();
                    },
                    3000);
        }

        private static String hash(String token) {
            try {
                return HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void callback_atAHundredJobsASecond_isOnTheStreamSoon() throws Exception {
        // When
        long began = System.nanoTime();
        AtomicInteger made = new AtomicInteger();
        vertx.setPeriodic(2, tick -> {
            while (made.get() < JOBS && System.nanoTime() - began >= made.get() * 1_000_000_000L / EACH_SECOND) {
                made.incrementAndGet();
                create();
            }
        });
        boolean all = seen.await(60, TimeUnit.SECONDS);

        // Then
        double[] millis = latencies();
        System.out.printf(
                "callback to storing frame at %d jobs/s, %d of %d jobs: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                EACH_SECOND,
                millis.length,
                JOBS - WARM,
                at(millis, 50),
                at(millis, 90),
                at(millis, 99),
                at(millis, 100));
        assertThat(all).isTrue();
        assertThat(at(millis, 99)).isLessThan(50);
        vertx.close();
    }

    private void create() {
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
        http.request(HttpMethod.POST, gateway.getPort(), "localhost", "/v1/jobs")
                .compose(request ->
                        request.putHeader("content-type", "application/json").send(body))
                .compose(HttpClientResponse::body)
                .onSuccess(answer -> listen(new JsonObject(answer).getString("id")))
                .onFailure(Throwable::printStackTrace);
    }

    private void listen(String id) {
        http.request(HttpMethod.GET, gateway.getPort(), "localhost", "/v1/jobs/" + id + "/events")
                .compose(request ->
                        request.putHeader("accept", "text/event-stream").send())
                .onSuccess(answer -> answer.handler(bytes -> {
                    if (bytes.toString().contains("\"status\":\"storing\"")
                            && frames.putIfAbsent(id, System.nanoTime()) == null) {
                        seen.countDown();
                    }
                }))
                .onFailure(Throwable::printStackTrace);
    }

    /** Of the jobs after the first seconds, in which the virtual machine warms up; sorted. */
    private double[] latencies() {
        return pool.query("SELECT encode(hash, 'hex') AS hash, job_id FROM callback_token ORDER BY issued_at OFFSET "
                        + WARM)
                .execute()
                .map(rows -> {
                    double[] found = new double[rows.size()];
                    int[] n = {0};
                    rows.forEach(row -> {
                        Long from = arrivals.byHash.get(row.getString("hash"));
                        Long until = frames.get(row.getString("job_id"));
                        if (from != null && until != null) {
                            found[n[0]++] = (until - from) / 1e6;
                        }
                    });
                    return java.util.Arrays.stream(found, 0, n[0]).sorted().toArray();
                })
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static double at(double[] sorted, int percent) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }
}
