package dev.segue.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.audio.Copies;
import dev.segue.audio.s3.S3Server;
import dev.segue.sandbox.sound.Recipe;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much resident memory 500 copies of 5 MB take that are asked for at once. What copies is in a process of its own, with the heap of a small
 * container; the host of the song, and S3, are here.
 */
@Tag("bench")
class CustodyBench {

    private static final int COPIES = 500;
    private static final int AT_ONCE = Integer.getInteger("bench.at-once", 16);
    private static final String HEAP = System.getProperty("bench.heap", "256m");

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final byte[] song =
            new Recipe("rain", Recipe.Format.MP3, 44_100, 128_000, Duration.ofMillis(312_500)).cook();
    private HttpServer host;

    @BeforeEach
    void start() throws Exception {
        host = vertx.createHttpServer()
                .requestHandler(request -> request.response().end(Buffer.buffer(song)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    void copies_intoAFolder_takeLittleMemory() throws Exception {
        measure("file", "file:" + folder.resolve("audio"));
    }

    @Test
    void copies_intoABucket_takeLittleMemory() throws Exception {
        S3Server bucket = S3Server.onDisk(folder.resolve("s3"));
        try {
            measure("s3", bucket.endpoint().toString());
        } finally {
            bucket.close();
        }
    }

    private void measure(String store, String location) throws Exception {
        // When
        Process copies = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Copies.class.getName(),
                        "http://127.0.0.1:" + host.actualPort() + "/song.mp3",
                        location,
                        String.valueOf(COPIES),
                        String.valueOf(AT_ONCE))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] told = copies.inputReader()
                .lines()
                .reduce((first, last) -> last)
                .orElseThrow()
                .split(" ");

        // Then
        double grown = (Long.parseLong(told[1]) - Long.parseLong(told[0])) / 1024.0;
        System.out.printf(
                "%s: %d copies of %.1f MB, %d at once: %.1f s, resident %.0f MiB before, %.0f MiB more at most%n",
                store,
                COPIES,
                song.length / 1e6,
                AT_ONCE,
                Double.parseDouble(told[2]),
                Long.parseLong(told[0]) / 1024.0,
                grown);
        assertThat(told[3])
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(song)));
        assertThat(grown).isLessThan(100);
    }
}
