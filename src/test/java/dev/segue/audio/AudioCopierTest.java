package dev.segue.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.audio.AudioCopyException.SourceExpired;
import dev.segue.audio.AudioCopyException.SourceRefused;
import dev.segue.audio.AudioCopyException.SourceUnavailable;
import dev.segue.audio.AudioCopyException.StoreFailed;
import dev.segue.audio.AudioCopyException.TooLarge;
import dev.segue.audio.file.FileAudioStore;
import dev.segue.stranger.StrangerPolicy;
import dev.segue.stranger.Strangers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioCopierTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AudioKey SONG = new AudioKey("job_1", 0);
    private static final int MAX_BYTES = 1_000_000;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger calls = new AtomicInteger();
    private final byte[] song = song(700_000);
    private Handler<HttpServerRequest> host = this::sing;
    private HttpServer server;
    private FileAudioStore store;
    private AudioCopier copier;

    @BeforeEach
    void start() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    calls.incrementAndGet();
                    host.handle(request);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        store = new FileAudioStore(vertx, "file:" + folder);
        copier = copier(store, new StrangerPolicy(false, Set.of("127.0.0.1:" + server.actualPort())));
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void copy_wholeFile_isKeptAndTold() throws Exception {
        // When
        StoredAudio stored = copy("/a%2Fb.mp3?Expires=1776355687").await().atMost(SOON);
        // Then
        assertThat(stored)
                .usingRecursiveComparison()
                .ignoringFields("waveform")
                .isEqualTo(new StoredAudio(
                        SONG,
                        "audio/mpeg",
                        song.length,
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(song)),
                        43.75,
                        128_000,
                        44_100,
                        2,
                        Instant.parse("2026-04-16T16:08:07Z"),
                        null));
        assertThat(kept()).isEqualTo(song);
        assertThat(calls).hasValue(1);
    }

    @Test
    void copy_cutTwice_isMadeAgainFromTheStart() {
        // Given
        host = request -> {
            if (calls.get() < 3) {
                cut(request);
            } else {
                sing(request);
            }
        };
        // When
        StoredAudio stored = copy("/x").await().atMost(SOON);
        // Then
        assertThat(stored.bytes()).isEqualTo(song.length);
        assertThat(kept()).isEqualTo(song);
        assertThat(calls).hasValue(3);
    }

    @Test
    void copy_alwaysCut_isUnavailableAndLeavesNoFile() throws IOException {
        // Given
        host = this::cut;
        // When
        Uni<StoredAudio> copy = copy("/x");
        // Then
        assertThatThrownBy(() -> copy.await().atMost(SOON)).isInstanceOf(SourceUnavailable.class);
        assertThat(calls).hasValue(4);
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void copy_passingStatus_isTriedAgain(int status) {
        // Given
        host = request -> {
            if (calls.get() == 1) {
                request.response().setStatusCode(status).end();
            } else {
                sing(request);
            }
        };
        // When
        StoredAudio stored = copy("/x").await().atMost(SOON);
        // Then
        assertThat(stored.bytes()).isEqualTo(song.length);
        assertThat(calls).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410})
    void copy_goneAddress_isExpiredAtOnceAndAFreshOneWorks(int status) {
        // Given
        host = request -> {
            if (request.path().equals("/old")) {
                request.response().setStatusCode(status).end();
            } else {
                sing(request);
            }
        };
        Uni<StoredAudio> old = copy("/old?Signature=secret");
        // When
        Uni<StoredAudio> fresh = old.onFailure(SourceExpired.class).recoverWithUni(() -> copy("/fresh"));
        // Then
        assertThat(fresh.await().atMost(SOON).bytes()).isEqualTo(song.length);
        assertThat(calls).hasValue(2);
        assertThatThrownBy(() -> old.await().atMost(SOON))
                .isInstanceOf(SourceExpired.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void copy_otherRefusal_isUnavailableAtOnce() {
        // Given
        host = request -> request.response().setStatusCode(400).end();
        // When
        Uni<StoredAudio> copy = copy("/x");
        // Then
        assertThatThrownBy(() -> copy.await().atMost(SOON)).isInstanceOf(SourceUnavailable.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void copy_emptyBody_isUnavailable() throws IOException {
        // Given
        host = request -> request.response().end();
        // When
        Uni<StoredAudio> copy = copy("/x");
        // Then
        assertThatThrownBy(() -> copy.await().atMost(SOON)).isInstanceOf(SourceUnavailable.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void copy_redirectInside_isRefusedAtOnce() {
        // Given
        host = request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "http://127.0.0.1:1/inside")
                .end();
        // When
        Uni<StoredAudio> copy = copy("/x");
        // Then
        assertThatThrownBy(() -> copy.await().atMost(SOON)).isInstanceOf(SourceRefused.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void copy_announcedTooLarge_isNotBegun() throws IOException {
        // Given
        host = request -> request.response()
                .putHeader("Content-Length", String.valueOf(MAX_BYTES + 1))
                .write(Buffer.buffer("so"));
        // When
        Uni<StoredAudio> copy = copy("/x");
        // Then
        assertThatThrownBy(() -> copy.await().atMost(SOON)).isInstanceOf(TooLarge.class);
        assertThat(calls).hasValue(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void copy_endlessBody_isAbortedAtTheCap() throws IOException {
        // Given
        host = request -> {
            request.response().setChunked(true);
            pourForEver(request);
        };
        // When
        Uni<StoredAudio> copy = copy("/x");
        // Then
        assertThatThrownBy(() -> copy.await().atMost(SOON)).isInstanceOf(TooLarge.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void copy_diskFails_isTheStoresFaultAndNotTriedAgain() throws IOException {
        // Given
        Path file = Files.createFile(folder.resolve("file"));
        AudioCopier broken = copier(new FileAudioStore(vertx, "file:" + file), new StrangerPolicy(true, Set.of()));
        // When
        Uni<StoredAudio> copy = broken.copy(url("/x"), SONG, AudioExpectation.NONE);
        // Then
        assertThatThrownBy(() -> copy.await().atMost(SOON)).isInstanceOf(StoreFailed.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void copy_sourceThatDripsForEver_isUnavailableAndHungUpOn() throws Exception {
        // Given
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        host = request -> {
            request.response().setChunked(true);
            long drip = vertx.setPeriodic(20, tick -> request.response().write("."));
            request.connection().closeHandler(closed -> {
                vertx.cancelTimer(drip);
                hungUp.complete(null);
            });
        };
        AudioCopier impatient = new AudioCopier(
                vertx,
                new Strangers(new io.vertx.mutiny.core.Vertx(vertx)),
                store,
                () -> new StrangerPolicy(true, Set.of()),
                MAX_BYTES,
                3,
                new AudioCopier.Pace(1, Duration.ofMillis(5), Duration.ofMillis(200)));
        // When
        Uni<StoredAudio> copy = impatient.copy(url("/x"), SONG, AudioExpectation.NONE);
        // Then
        assertThatThrownBy(() -> copy.await().atMost(SOON)).isInstanceOf(SourceUnavailable.class);
        hungUp.get(10, TimeUnit.SECONDS);
    }

    @Test
    void copy_askedOnAContext_isAnsweredThere() throws Exception {
        // Given
        host = request -> {
            if (calls.get() == 1) {
                cut(request);
            } else {
                sing(request);
            }
        };
        Context asking = vertx.getOrCreateContext();
        CompletableFuture<Context> answered = new CompletableFuture<>();
        // When
        asking.runOnContext(turn -> copy("/x").subscribe().with(stored -> answered.complete(Vertx.currentContext())));
        // Then
        assertThat(answered.get(10, TimeUnit.SECONDS)).isSameAs(asking);
    }

    @Test
    void copy_rawPcmAsked_isToldFromTheRequest() {
        // When
        StoredAudio stored = copier.copy(url("/x"), SONG, new AudioExpectation("pcm", 44_100, 2))
                .await()
                .atMost(SOON);
        // Then
        assertThat(stored.contentType()).isEqualTo("audio/L16;rate=44100;channels=2");
    }

    @Test
    void copy_manyAtOnce_neverMoreThanAllowed() {
        // Given
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        host = request -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            request.response().endHandler(ended -> open.decrementAndGet());
            vertx.setTimer(20, later -> sing(request));
        };
        List<Uni<StoredAudio>> copies = IntStream.range(0, 12)
                .mapToObj(n -> copier.copy(url("/" + n), new AudioKey("job_1", n), AudioExpectation.NONE))
                .toList();
        // When
        List<StoredAudio> stored = Uni.join().all(copies).andFailFast().await().atMost(SOON);
        // Then
        assertThat(stored).hasSize(12).allSatisfy(one -> assertThat(one.bytes()).isEqualTo(song.length));
        assertThat(most.get()).isBetween(1, 3);
    }

    private void sing(HttpServerRequest request) {
        request.response().end(Buffer.buffer(song));
    }

    private void cut(HttpServerRequest request) {
        request.response()
                .putHeader("Content-Length", String.valueOf(song.length))
                .write(Buffer.buffer(song).getBuffer(0, 300_000), sent -> request.connection()
                        .close());
    }

    private void pourForEver(HttpServerRequest request) {
        request.response().write(Buffer.buffer(new byte[64 * 1024])).onSuccess(sent -> pourForEver(request));
    }

    private AudioCopier copier(AudioStore into, StrangerPolicy policy) {
        return new AudioCopier(
                vertx,
                new Strangers(new io.vertx.mutiny.core.Vertx(vertx)),
                into,
                () -> policy,
                MAX_BYTES,
                3,
                new AudioCopier.Pace(4, Duration.ofMillis(5), Duration.ofSeconds(2)));
    }

    private Uni<StoredAudio> copy(String target) {
        return copier.copy(url(target), SONG, AudioExpectation.NONE);
    }

    private String url(String target) {
        return "http://127.0.0.1:" + server.actualPort() + target;
    }

    private byte[] kept() {
        return store.read(SONG, 0, Long.MAX_VALUE)
                .collect()
                .in(Buffer::buffer, Buffer::appendBuffer)
                .await()
                .atMost(SOON)
                .getBytes();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** MPEG 1, layer III, 128 kbit/s, 44.1 kHz, stereo, as far as its head goes. */
    private static byte[] song(int length) {
        byte[] song = new byte[length];
        for (int i = 0; i < length; i++) {
            song[i] = (byte) (i * 31 >> 3);
        }
        return Buffer.buffer(song).setInt(0, 0xfffb9000).getBytes();
    }
}
