package dev.segue.audio;

import dev.segue.audio.file.FileAudioStore;
import dev.segue.stranger.StrangerPolicy;
import dev.segue.stranger.Strangers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A host that sings, unless a test has it do something else, and a copier of what it sings. */
abstract class SingingHost {

    static final Duration SOON = Duration.ofSeconds(20);
    static final AudioKey SONG = new AudioKey("job_1", 0);
    static final int MAX_BYTES = 1_000_000;

    @TempDir
    Path folder;

    final Vertx vertx = Vertx.vertx();
    final AtomicInteger calls = new AtomicInteger();
    final byte[] song = song(700_000);
    Handler<HttpServerRequest> host = this::sing;
    HttpServer server;
    FileAudioStore store;
    AudioCopier copier;

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

    void sing(HttpServerRequest request) {
        request.response().end(Buffer.buffer(song));
    }

    void cut(HttpServerRequest request) {
        request.response()
                .putHeader("Content-Length", String.valueOf(song.length))
                .write(Buffer.buffer(song).getBuffer(0, 300_000), sent -> request.connection()
                        .close());
    }

    AudioCopier copier(AudioStore into, StrangerPolicy policy) {
        return new AudioCopier(
                vertx,
                new Strangers(new io.vertx.mutiny.core.Vertx(vertx)),
                into,
                () -> policy,
                MAX_BYTES,
                3,
                new AudioCopier.Pace(4, Duration.ofMillis(5), Duration.ofSeconds(2)));
    }

    Uni<StoredAudio> copy(String target) {
        return copier.copy(url(target), SONG, AudioExpectation.NONE);
    }

    String url(String target) {
        return "http://127.0.0.1:" + server.actualPort() + target;
    }

    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** MPEG 1, layer III, 128 kbit/s, 44.1 kHz, stereo, as far as its head goes. */
    static byte[] song(int length) {
        byte[] song = new byte[length];
        for (int i = 0; i < length; i++) {
            song[i] = (byte) (i * 31 >> 3);
        }
        return Buffer.buffer(song).setInt(0, 0xfffb9000).getBytes();
    }
}
