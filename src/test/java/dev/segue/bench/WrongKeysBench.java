package dev.segue.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
import dev.segue.database.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What 10,000 wrong keys do to right ones, in the packaged program. Rounds with and without them take turns, so that a machine that
 * is busy with other things is busy in both.
 */
@Tag("bench")
class WrongKeysBench {

    private static final String ADMIN = "sk_of-a-benchmark";
    private static final int ROUNDS = 10;
    private static final int SECONDS = 2;
    private static final int RIGHT_A_SECOND = 200;
    private static final int WRONG_A_SECOND = Integer.getInteger("bench.rate", 500);

    @TempDir
    Path folder;

    private final Random random = new Random(7);
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(200));
    private URI gateway;

    @Test
    void rightKeys_amongTenThousandWrongOnes_areNotSlowed() throws Exception {
        // Given
        Map<String, String> environment = new HashMap<>(TestDatabase.empty().asEnvironment());
        environment.putAll(Map.of(
                "SEGUE_AUTH_MODE", "api-key", "SEGUE_AUTH_ADMIN_KEY", ADMIN, "APIDOT_API_KEY", "key-of-a-benchmark"));
        try (PackagedSegue segue = PackagedSegue.start(folder, environment)) {
            gateway = URI.create(segue.address());
            String key = made("/v1/keys", new JsonObject().put("name", "bench").put("scopes", List.of("jobs:read")))
                    .getString("key");
            for (int i = 0; i < 5; i++) {
                round(key, WRONG_A_SECOND); // the virtual machine warms up
            }

            // When
            List<Double> alone = new ArrayList<>();
            List<Double> among = new ArrayList<>();
            Duration aloneCpu = Duration.ZERO;
            Duration amongCpu = Duration.ZERO;
            for (int i = 0; i < ROUNDS; i++) {
                Duration before = cpu();
                alone.addAll(round(key, 0));
                Duration between = cpu();
                among.addAll(round(key, WRONG_A_SECOND));
                aloneCpu = aloneCpu.plus(between.minus(before));
                amongCpu = amongCpu.plus(cpu().minus(between));
            }

            // Then
            int wrong = ROUNDS * SECONDS * WRONG_A_SECOND;
            System.out.printf(
                    "right keys at %d/s: p50 %.2f ms, p90 %.2f ms alone; p50 %.2f ms, p90 %.2f ms among %d wrong ones at %d/s%n",
                    RIGHT_A_SECOND, at(alone, 50), at(alone, 90), at(among, 50), at(among, 90), wrong, WRONG_A_SECOND);
            System.out.printf(
                    "CPU of the gateway: %.3f ms a right key, %.3f ms a wrong one%n",
                    aloneCpu.toNanos() / 1e6 / (ROUNDS * SECONDS * RIGHT_A_SECOND),
                    amongCpu.minus(aloneCpu).toNanos() / 1e6 / wrong);
            assertThat(at(among, 50)).isLessThan(1.1 * at(alone, 50));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private JsonObject made(String path, JsonObject body) {
        return http.request(HttpMethod.POST, gateway.getPort(), gateway.getHost(), path)
                .compose(request -> request.putHeader("Authorization", "Bearer " + ADMIN)
                        .putHeader("Content-Type", "application/json")
                        .send(body.encode()))
                .compose(answer -> answer.body())
                .map(JsonObject::new)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** How long each right key took, in ms. */
    private Collection<Double> round(String key, int wrongASecond) throws InterruptedException {
        Queue<Double> right = new ConcurrentLinkedQueue<>();
        CountDownLatch answered = new CountDownLatch(SECONDS * (RIGHT_A_SECOND + wrongASecond));
        send(RIGHT_A_SECOND, () -> key, 200, right, answered);
        send(wrongASecond, this::wrongKey, 401, new ConcurrentLinkedQueue<>(), answered);
        assertThat(answered.await(60, TimeUnit.SECONDS)).isTrue();
        return right;
    }

    private void send(int aSecond, Supplier<String> key, int status, Queue<Double> millis, CountDownLatch answered) {
        AtomicInteger sent = new AtomicInteger();
        long began = System.nanoTime();
        vertx.setPeriodic(1, timer -> {
            while (sent.get() < SECONDS * aSecond
                    && System.nanoTime() - began >= sent.get() * 1_000_000_000L / aSecond) {
                sent.incrementAndGet();
                ask(key.get(), status).onSuccess(took -> {
                    millis.add(took);
                    answered.countDown();
                });
            }
            if (sent.get() >= SECONDS * aSecond) {
                vertx.cancelTimer(timer);
            }
        });
    }

    private Future<Double> ask(String key, int status) {
        long from = System.nanoTime();
        return http.request(HttpMethod.GET, gateway.getPort(), gateway.getHost(), "/v1/jobs")
                .map(request -> request.putHeader("Authorization", "Bearer " + key))
                .compose(HttpClientRequest::send)
                .compose(answer -> answer.statusCode() == status
                        ? answer.body()
                        : Future.failedFuture("answered " + answer.statusCode()))
                .map(body -> (System.nanoTime() - from) / 1e6);
    }

    /** Of the right form: no other is refused later. */
    private String wrongKey() {
        byte[] bytes = new byte[42];
        random.nextBytes(bytes);
        return "sk_" + Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static Duration cpu() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("quarkus-run.jar"))
                .findFirst()
                .flatMap(child -> child.info().totalCpuDuration())
                .orElseThrow();
    }

    private static double at(List<Double> values, int percent) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
