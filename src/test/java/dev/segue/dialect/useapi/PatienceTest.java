package dev.segue.dialect.useapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.HeldDispatch;
import dev.segue.dialect.Wire;
import dev.segue.dialect.Wire.Answer;
import dev.segue.provider.http.Samples;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While no song is made, so that everybody waits. */
@QuarkusTest
@TestProfile(HeldDispatch.class)
class PatienceTest {

    private static final String ROOT = "/v1/minimax/music/";
    private static final String WAITING = "/v1/jobs?status=queued&model=minimax-music&limit=100";

    @TestHTTPResource
    URI server;

    private final ExecutorService clients = Executors.newCachedThreadPool();

    /** Other tests' jobs too: who waits for whom is what is told of here. */
    @BeforeEach
    @AfterEach
    void emptyTheQueue() {
        waiting().forEach(id -> given().post("/v1/jobs/" + id + "/cancel"));
    }

    @AfterEach
    void sendClientsHome() {
        clients.shutdown();
    }

    @Test
    void create_thatTakesTooLong_isAnsweredWithTheIdAndGoesOn() {
        // When
        Answer answer = new Wire(server).get(target(lyrics()));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().fieldNames()).containsExactly("musicId");
        JsonObject song =
                new Wire(server).get(ROOT + answer.json().getString("musicId")).json();
        assertThat(song.getInteger("status")).isZero();
        assertThat(song.getString("statusLabel")).isEqualTo("pending");
        assertThat(song.getBoolean("statusFinal")).isFalse();
        assertThat(song.getString("audioURL")).isEmpty();
    }

    @Test
    void create_identicalWhileOneRuns_joinsIt() {
        // Given
        String target = target(lyrics());

        // When
        List<CompletableFuture<Answer>> calls = IntStream.range(0, 20)
                .mapToObj(n -> n % 5 == 0 ? get(target, "Idempotency-Key", "key-" + UUID.randomUUID()) : get(target))
                .toList();

        // Then
        assertThat(calls)
                .extracting(call -> call.join().json().getString("musicId"))
                .hasSize(20)
                .containsOnly(waiting().get(0));
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void create_withAnotherWordOrAccount_isAnother() {
        // Given
        String target = target(lyrics());

        // When
        CompletableFuture<Answer> one = get(target);
        waits(1);
        CompletableFuture<Answer> other = get(target + "&account=other");

        // Then
        assertThat(one.join().json()).isNotEqualTo(other.join().json());
        assertThat(waiting()).hasSize(2);
    }

    @Test
    void create_whoseClientHangsUp_goesOnAndCanBeJoined() throws Exception {
        // Given
        String target = target(lyrics());
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: segue\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            waits(1);
        }
        String id = waiting().get(0);

        // When
        Answer again = new Wire(server).get(target);

        // Then
        assertThat(again.json().getString("musicId")).isEqualTo(id);
        assertThat(waiting()).containsExactly(id);
    }

    @Test
    void create_thatWouldWaitForMoreThanAMinute_is429UnlessItJoins() {
        // Given
        String first = target(lyrics());
        CompletableFuture<Answer> one = get(first);
        waits(1);
        CompletableFuture<Answer> two = get(target(lyrics()));
        waits(2);

        // When
        Answer third = new Wire(server).get(target(lyrics()));
        Answer joined = new Wire(server).get(first);

        // Then
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.json()).isEqualTo(Samples.read("useapi", "error-429").getJsonObject("body"));
        assertThat(Integer.parseInt(third.header("retry-after"))).isBetween(1, 120);
        assertThat(joined.status()).isEqualTo(200);
        assertThat(joined.json()).isEqualTo(one.join().json());
        assertThat(two.join().status()).isEqualTo(200);
        assertThat(waiting()).hasSize(2);
    }

    @Test
    void create_cancelledMeanwhile_isAnsweredAtOnce() {
        // Given
        CompletableFuture<Answer> waits = get(target(lyrics()));
        waits(1);

        // When
        given().post("/v1/jobs/" + waiting().get(0) + "/cancel").then().statusCode(200);

        // Then
        assertThat(waits.join().status()).isEqualTo(500);
        assertThat(waits.join().json().getString("error")).contains("cancelled");
    }

    private CompletableFuture<Answer> get(String target, String... headers) {
        return CompletableFuture.supplyAsync(() -> new Wire(server).get(target, headers), clients);
    }

    private static String lyrics() {
        return "We wait and wait " + UUID.randomUUID();
    }

    private static String target(String lyrics) {
        return ROOT + "create?styleId=abcdef&prompt=" + URLEncoder.encode(lyrics, StandardCharsets.UTF_8);
    }

    private void waits(int number) {
        new Wire(server).until(WAITING, page -> page.getJsonArray("data").size() == number);
    }

    private List<String> waiting() {
        JsonArray jobs = new Wire(server).get(WAITING).json().getJsonArray("data");
        return jobs.stream().map(job -> ((JsonObject) job).getString("id")).toList();
    }
}
