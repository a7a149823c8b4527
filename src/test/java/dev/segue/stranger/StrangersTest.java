package dev.segue.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrangersTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final StrangerPolicy ANYWHERE = new StrangerPolicy(true, Set.of());

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger lookups = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private Names names = Names.OF_THE_SYSTEM;
    private Handler<HttpServerRequest> host = request -> request.response().end("song");
    private HttpServer server;
    private Strangers strangers;

    @BeforeEach
    void start() throws Exception {
        server = await(vertx.createHttpServer()
                .requestHandler(request -> {
                    calls.incrementAndGet();
                    host.handle(request);
                })
                .listen(0, "127.0.0.1"));
        Names counted = name -> {
            lookups.incrementAndGet();
            return names.resolve(name);
        };
        strangers = new Strangers(vertx, counted, new HttpClientOptions(), Duration.ofMillis(500));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void get_signedAddress_arrivesAsWrittenWithTheNameAsHost() throws Exception {
        // Given
        names = name -> List.of(InetAddress.getByName("127.0.0.1"));
        CompletableFuture<String> seen = new CompletableFuture<>();
        CompletableFuture<MultiMap> headers = new CompletableFuture<>();
        host = request -> {
            seen.complete(request.uri());
            headers.complete(request.headers());
            request.response().end("song");
        };
        // When
        String body = read("http://cdn.nowhere.invalid:" + server.actualPort() + "/a%2Fb?Sig=x%2By%3D&z=1+2", ANYWHERE);
        // Then
        assertThat(body).isEqualTo("song");
        assertThat(seen.get()).isEqualTo("/a%2Fb?Sig=x%2By%3D&z=1+2");
        assertThat(headers.get().get("Host")).isEqualTo("cdn.nowhere.invalid:" + server.actualPort());
        assertThat(headers.get().names()).doesNotContain("authorization", "cookie");
        assertThat(lookups).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "2130706433", "017700000001", "0x7f.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"})
    void get_ownMachineHoweverSpelt_isRefusedUncalled(String spelling) {
        // Given
        String url = "http://" + spelling + ":" + server.actualPort() + "/secret";
        // When
        Uni<String> answer = text(url, StrangerPolicy.PUBLIC_ONLY);
        // Then
        assertThatThrownBy(() -> answer.await().atMost(SOON))
                // a resolver may not know a spelling at all, which is just as well
                .isInstanceOfAny(StrangerException.Refused.class, StrangerException.NoAnswer.class)
                .hasMessageNotContaining("secret");
        assertThat(calls).hasValue(0);
    }

    @Test
    void get_oneOfSeveralAddressesIsPrivate_isRefused() {
        // Given
        names = name -> List.of(InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1"));
        // When
        Uni<String> answer = text("http://two.example/", StrangerPolicy.PUBLIC_ONLY);
        // Then
        assertThatThrownBy(() -> answer.await().atMost(SOON)).isInstanceOf(StrangerException.Refused.class);
    }

    @Test
    void get_metadataAddress_isRefusedEvenWherePrivateIsAllowed() {
        // When
        Uni<String> answer = text("http://169.254.169.254/latest/meta-data", ANYWHERE);
        // Then
        assertThatThrownBy(() -> answer.await().atMost(SOON)).isInstanceOf(StrangerException.Refused.class);
    }

    @Test
    void get_firstAddressIsDead_takesTheNext() {
        // Given
        names = name -> List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1"));
        // When
        String body = read(here("/x"), ANYWHERE);
        // Then
        assertThat(body).isEqualTo("song");
    }

    @Test
    void get_trustedOriginRedirectsToAnotherPrivateOne_isRefusedThere() {
        // Given
        host = request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "http://127.0.0.2:" + server.actualPort() + "/inside")
                .end();
        StrangerPolicy policy = new StrangerPolicy(false, Set.of("127.0.0.1:" + server.actualPort()));
        // When
        Uni<String> answer = text(here("/x"), policy);
        // Then
        assertThatThrownBy(() -> answer.await().atMost(SOON)).isInstanceOf(StrangerException.Refused.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void get_fiveRedirects_areFollowedAndASixthIsNot() {
        // Given
        host = request -> {
            int hop = Integer.parseInt(request.path().substring(1));
            if (hop == 0) {
                request.response().end("song");
            } else {
                request.response()
                        .setStatusCode(307)
                        .putHeader("Location", "/" + (hop - 1))
                        .end();
            }
        };
        // When
        String body = read(here("/5"), ANYWHERE);
        Uni<String> endless = text(here("/6"), ANYWHERE);
        // Then
        assertThat(body).isEqualTo("song");
        assertThatThrownBy(() -> endless.await().atMost(SOON))
                .isInstanceOfSatisfying(StrangerException.Status.class, status -> assertThat(status.code())
                        .isEqualTo(307));
    }

    @Test
    void get_silentHost_isNoAnswerThatTellsNoAddress() {
        // Given
        host = request -> {};
        // When
        Uni<String> answer = text(here("/secret?key=secret"), ANYWHERE);
        // Then
        assertThatThrownBy(() -> answer.await().atMost(SOON))
                .isInstanceOf(StrangerException.NoAnswer.class)
                .hasNoCause()
                .hasMessageNotContaining("secret");
    }

    @Test
    void get_bodyThatStandsStill_isNoAnswer() {
        // Given
        host = request -> request.response().setChunked(true).write("so");
        // When
        Uni<String> answer = text(here("/x"), ANYWHERE);
        // Then
        assertThatThrownBy(() -> answer.await().atMost(SOON)).isInstanceOf(StrangerException.NoAnswer.class);
    }

    @Test
    void get_cutBeforeItIsRead_failsTheLateReader() throws Exception {
        // Given
        CompletableFuture<Void> cut = new CompletableFuture<>();
        host = request -> {
            request.connection().closeHandler(closed -> cut.complete(null));
            request.response().putHeader("Content-Length", "1000").write("so", sent -> request.connection()
                    .close());
        };
        StrangerBody body = strangers.get(here("/x"), ANYWHERE).await().atMost(SOON);
        cut.get(10, TimeUnit.SECONDS);
        // When
        Uni<List<Buffer>> late = body.bytes().collect().asList();
        // Then
        assertThatThrownBy(() -> late.await().atMost(SOON)).isInstanceOf(StrangerException.NoAnswer.class);
    }

    @Test
    void get_readerGoesAway_hangsUp() throws Exception {
        // Given
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        host = request -> {
            request.connection().closeHandler(closed -> hungUp.complete(null));
            request.response().setChunked(true).write("so");
        };
        StrangerBody body = strangers.get(here("/x"), ANYWHERE).await().atMost(SOON);
        // When
        body.bytes().toUni().await().atMost(SOON);
        // Then
        hungUp.get(10, TimeUnit.SECONDS);
    }

    @Test
    void post_anyStatus_isAnAnswerAndARedirectIsNotFollowed() {
        // Given
        host = request -> request.body().onSuccess(body -> request.response()
                .setStatusCode(307)
                .putHeader("Location", "/elsewhere")
                .putHeader("Retry-After", "7")
                .end(body + request.getHeader("webhook-id")));
        // When
        StrangerAnswer answer = strangers
                .post(here("/hook"), Map.of("webhook-id", "m1"), Buffer.buffer("{}"), SOON, ANYWHERE)
                .await()
                .atMost(SOON);
        // Then
        assertThat(answer).isEqualTo(new StrangerAnswer(307, "7"));
        assertThat(calls).hasValue(1);
    }

    @Test
    void post_silentReceiver_isNoAnswerAfterTheTimeout() {
        // Given
        host = request -> {};
        // When
        Uni<StrangerAnswer> answer =
                strangers.post(here("/hook"), Map.of(), Buffer.buffer("{}"), Duration.ofMillis(200), ANYWHERE);
        // Then
        assertThatThrownBy(() -> answer.await().atMost(SOON)).isInstanceOf(StrangerException.NoAnswer.class);
    }

    @Test
    void judge_privateAddress_isRefusedWithoutACall() {
        // When
        Uni<Void> verdict = strangers.judge(here("/hook"), StrangerPolicy.PUBLIC_ONLY);
        // Then
        assertThatThrownBy(() -> verdict.await().atMost(SOON)).isInstanceOf(StrangerException.Refused.class);
        assertThat(calls).hasValue(0);
    }

    private String here(String target) {
        return "http://127.0.0.1:" + server.actualPort() + target;
    }

    private String read(String url, StrangerPolicy policy) {
        return text(url, policy).await().atMost(SOON);
    }

    private Uni<String> text(String url, StrangerPolicy policy) {
        return strangers.get(url, policy).flatMap(body -> body.bytes()
                .collect()
                .in(Buffer::buffer, Buffer::appendBuffer)
                .map(Buffer::toString));
    }

    private static <T> T await(io.vertx.core.Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
