package dev.segue.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.audio.AudioCopyException.SourceUnavailable;
import dev.segue.audio.AudioCopyException.StoreFailed;
import dev.segue.audio.file.FileAudioStore;
import dev.segue.stranger.StrangerPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AudioCopierTest extends SingingHost {

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

    private byte[] kept() {
        return store.read(SONG, 0, Long.MAX_VALUE)
                .collect()
                .in(Buffer::buffer, Buffer::appendBuffer)
                .await()
                .atMost(SOON)
                .getBytes();
    }
}
