package dev.segue.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every place that audio is kept in. */
public abstract class AudioStoreContract {

    protected static final Duration SOON = Duration.ofSeconds(60);
    protected static final AudioKey SONG = new AudioKey("job_01jd", 0);

    protected final Vertx vertx = Vertx.vertx();
    protected AudioStore store;

    /** A store with nothing in it. */
    protected abstract AudioStore open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeVertx() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4})
    void write_severalParts_isReadBackWhole(int announced) {
        // When
        store.write(SONG, Multi.createFrom().items(Buffer.buffer("so"), Buffer.buffer("ng")), announced)
                .await()
                .atMost(SOON);
        // Then
        assertThat(text(SONG, 0, 4)).isEqualTo("song");
        assertThat(size(SONG)).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void write_longFile_isReadBackToTheByte(boolean announced) {
        // Given
        byte[] song = new byte[6 * 1024 * 1024 + 17];
        new Random(3).nextBytes(song);
        int piece = 60_000;
        Multi<Buffer> bytes = Multi.createFrom()
                .range(0, song.length / piece + 1)
                .map(n -> Buffer.buffer(Arrays.copyOfRange(song, n * piece, Math.min(song.length, (n + 1) * piece))));
        // When
        store.write(SONG, bytes, announced ? song.length : AudioStore.UNKNOWN)
                .await()
                .atMost(SOON);
        // Then
        assertThat(Arrays.equals(bytes(SONG, 0, Long.MAX_VALUE), song)).isTrue();
        assertThat(bytes(SONG, 5_200_000, 100_000)).isEqualTo(Arrays.copyOfRange(song, 5_200_000, 5_300_000));
    }

    @Test
    void write_again_replaces() {
        // Given
        write(SONG, "old song");
        // When
        write(SONG, "new");
        // Then
        assertThat(text(SONG, 0, 100)).isEqualTo("new");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4})
    void write_sourceFails_leavesNothingNewAndKeepsTheOld(int announced) {
        // Given
        write(SONG, "old");
        Multi<Buffer> broken = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(Buffer.buffer("ne")),
                        Multi.createFrom().failure(new IllegalStateException("cut")));
        // When
        Uni<Void> written = store.write(SONG, broken, announced);
        // Then
        assertThatThrownBy(() -> written.await().atMost(SOON)).hasMessage("cut");
        assertThat(text(SONG, 0, 100)).isEqualTo("old");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4})
    void write_callerGoesAway_cancelsTheSource(int announced) throws Exception {
        // Given
        CompletableFuture<Void> reading = new CompletableFuture<>();
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        Multi<Buffer> endless = Multi.createFrom().<Buffer>emitter(emitter -> {
            emitter.onTermination(() -> cancelled.complete(null));
            reading.complete(null);
        });
        var writing = store.write(SONG, endless, announced).subscribe().with(done -> {});
        reading.get(10, TimeUnit.SECONDS);
        // When
        writing.cancel();
        // Then
        cancelled.get(10, TimeUnit.SECONDS);
        assertThat(size(SONG)).isEmpty();
    }

    @Test
    void read_partInTheMiddle_givesThoseBytesAlone() {
        // Given
        write(SONG, "0123456789");
        // When
        String middle = text(SONG, 3, 4);
        // Then
        assertThat(middle).isEqualTo("3456");
    }

    @Test
    void read_absentFile_fails() {
        // When
        Uni<List<Buffer>> parts = store.read(SONG, 0, 1).collect().asList();
        // Then
        assertThatThrownBy(() -> parts.await().atMost(SOON)).isNotNull();
        assertThat(size(SONG)).isEmpty();
    }

    @Test
    void deleteJob_withFiles_deletesThatJobAloneAndTwiceIsNoFailure() {
        // Given
        AudioKey other = new AudioKey("job_01jd0", 0);
        write(SONG, "a");
        write(new AudioKey(SONG.job(), 1), "b");
        write(AudioKey.cover(SONG.job()), "c");
        write(other, "d");
        store.deleteJob(SONG.job()).await().atMost(SOON);
        // When
        store.deleteJob(SONG.job()).await().atMost(SOON);
        // Then
        assertThat(size(SONG)).isEmpty();
        assertThat(size(new AudioKey(SONG.job(), 1))).isEmpty();
        assertThat(size(AudioKey.cover(SONG.job()))).isEmpty();
        assertThat(size(other)).hasValue(1);
    }

    @Test
    void probe_ofAPlaceThatWorks_succeedsAndLeavesNothing() {
        // When
        ((AudioStore.Probed) store).probe().await().atMost(SOON);
        // Then
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "", "../x", "a/b", "a\\b", "a\0b", "a.b"})
    void key_thatIsAPath_isRefused(String job) {
        assertThatThrownBy(() -> new AudioKey(job, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AudioKey("job", job)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.deleteJob(job).await().atMost(SOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** All that is kept, by whatever name the place has for it. */
    protected abstract List<String> names();

    protected void write(AudioKey key, String text) {
        store.write(key, Multi.createFrom().item(Buffer.buffer(text))).await().atMost(SOON);
    }

    protected OptionalLong size(AudioKey key) {
        return store.size(key).await().atMost(SOON);
    }

    private String text(AudioKey key, long from, long length) {
        return new String(bytes(key, from, length), java.nio.charset.StandardCharsets.UTF_8);
    }

    protected byte[] bytes(AudioKey key, long from, long length) {
        return store.read(key, from, length)
                .collect()
                .in(Buffer::buffer, Buffer::appendBuffer)
                .await()
                .atMost(SOON)
                .getBytes();
    }
}
