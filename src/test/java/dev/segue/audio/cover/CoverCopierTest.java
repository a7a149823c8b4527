package dev.segue.audio.cover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.audio.AudioKey;
import dev.segue.audio.file.FileAudioStore;
import dev.segue.stranger.StrangerPolicy;
import dev.segue.stranger.Strangers;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoverCopierTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final AudioKey COVER = AudioKey.cover("job_1");
    private static final String PNG = "89504e470d0a1a0a0000000d49484452";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger calls = new AtomicInteger();
    private Handler<HttpServerRequest> host;
    private HttpServer server;
    private FileAudioStore store;

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
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({
        PNG + ", image/png",
        "ffd8ffe000104a46494600010100, image/jpeg",
        "47494638396101000100800000, image/gif",
        "524946461a000000574542505650384c, image/webp",
        "00000020667479706176696600000000, image/avif"
    })
    void image_whateverTheServerCallsIt_isKeptAsWhatItIs(String hex, String type) throws Exception {
        // Given
        byte[] image = HexFormat.of().parseHex(hex);
        host = request ->
                request.response().putHeader("Content-Type", "text/html").end(Buffer.buffer(image));
        // When
        Optional<Cover> cover = copy(true);
        // Then
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image));
        assertThat(cover).contains(new Cover(type, image.length, digest));
        assertThat(kept()).hasValue(image.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>",
                "<html>not found</html>",
                "",
                "\u0089PN"
            })
    void otherBytes_areNotKept(String body) {
        // Given
        host = request ->
                request.response().putHeader("Content-Type", "image/png").end(body);
        // When
        Optional<Cover> cover = copy(true);
        // Then
        assertThat(cover).isEmpty();
        assertThat(kept()).isEmpty();
    }

    @Test
    void image_withoutEnd_isCutOff() {
        // Given
        host = request -> {
            request.response()
                    .setChunked(true)
                    .write(Buffer.buffer(HexFormat.of().parseHex(PNG)));
            pour(request);
        };
        // When
        Optional<Cover> cover = copy(true);
        // Then
        assertThat(cover).isEmpty();
        assertThat(kept()).isEmpty();
    }

    @Test
    void server_thatNeverAnswers_isNotWaitedFor() {
        // Given
        host = HttpServerRequest::pause;
        // When
        Optional<Cover> cover = copy(true);
        // Then
        assertThat(cover).isEmpty();
    }

    @Test
    void server_thatFailsOnce_isAskedAgain() {
        // Given
        host = request -> {
            if (calls.get() == 1) {
                request.response().setStatusCode(500).end();
            } else {
                request.response().end(Buffer.buffer(HexFormat.of().parseHex(PNG)));
            }
        };
        // When
        Optional<Cover> cover = copy(true);
        // Then
        assertThat(cover).isPresent();
    }

    @Test
    void address_inside_isNotCalled() {
        // Given
        host = request -> request.response().end();
        // When
        Optional<Cover> cover = copy(false);
        // Then
        assertThat(cover).isEmpty();
        assertThat(calls).hasValue(0);
    }

    private void pour(HttpServerRequest request) {
        request.response().write(Buffer.buffer(new byte[256 * 1024])).onSuccess(sent -> pour(request));
    }

    private Optional<Cover> copy(boolean allowPrivate) {
        CoverCopier covers = new CoverCopier(
                new Strangers(new io.vertx.mutiny.core.Vertx(vertx)),
                store,
                () -> new StrangerPolicy(allowPrivate, java.util.Set.of()),
                Duration.ofSeconds(3));
        return covers.copy("http://127.0.0.1:" + server.actualPort() + "/cover.png", "job_1")
                .await()
                .atMost(SOON);
    }

    private java.util.OptionalLong kept() {
        return store.size(COVER).await().atMost(SOON);
    }
}
