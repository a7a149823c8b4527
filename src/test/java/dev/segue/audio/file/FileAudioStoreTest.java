package dev.segue.audio.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioLocationException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAudioStoreTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final AudioKey SONG = new AudioKey("job_01jd", 0);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private FileAudioStore store;

    @BeforeEach
    void open() {
        store = new FileAudioStore(vertx, "file:" + folder.resolve("audio"));
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void write_severalParts_isReadBackWholeFromAShardedFolder() throws IOException {
        // When
        store.write(SONG, Multi.createFrom().items(Buffer.buffer("so"), Buffer.buffer("ng")))
                .await()
                .atMost(SOON);
        // Then
        assertThat(text(SONG, 0, 4)).isEqualTo("song");
        assertThat(size(SONG)).hasValue(4);
        assertThat(files()).singleElement().satisfies(file -> assertThat(file.toString())
                .matches("audio/[0-9a-f]{2}/job_01jd/0"));
    }

    @Test
    void write_again_replaces() throws IOException {
        // Given
        write(SONG, "old song");
        // When
        write(SONG, "new");
        // Then
        assertThat(text(SONG, 0, 100)).isEqualTo("new");
        assertThat(files()).hasSize(1);
    }

    @Test
    void write_sourceFails_leavesNothingNewAndKeepsTheOld() throws IOException {
        // Given
        write(SONG, "old");
        Multi<Buffer> broken = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(Buffer.buffer("ne")),
                        Multi.createFrom().failure(new IllegalStateException("cut")));
        // When
        Uni<Void> written = store.write(SONG, broken);
        // Then
        assertThatThrownBy(() -> written.await().atMost(SOON)).hasMessage("cut");
        assertThat(text(SONG, 0, 100)).isEqualTo("old");
        assertThat(files()).hasSize(1);
    }

    @Test
    void write_callerGoesAway_cancelsTheSource() throws Exception {
        // Given
        CompletableFuture<Void> reading = new CompletableFuture<>();
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        Multi<Buffer> endless = Multi.createFrom().<Buffer>emitter(emitter -> {
            emitter.onTermination(() -> cancelled.complete(null));
            reading.complete(null);
        });
        var writing = store.write(SONG, endless).subscribe().with(done -> {});
        reading.get(10, TimeUnit.SECONDS);
        // When
        writing.cancel();
        // Then
        cancelled.get(10, TimeUnit.SECONDS);
        assertThat(size(SONG)).isEmpty();
    }

    @Test
    void write_fastSource_isAskedForLittleAtATime() {
        // Given
        long[] ahead = {0, 0};
        Multi<Buffer> source = Multi.createFrom()
                .range(0, 1_000)
                .map(i -> Buffer.buffer(new byte[1024]))
                .onRequest()
                .invoke(asked -> ahead[0] = Math.max(ahead[0], asked));
        // When
        store.write(SONG, source).await().atMost(SOON);
        // Then
        assertThat(ahead[0]).isLessThanOrEqualTo(16);
        assertThat(size(SONG)).hasValue(1_024_000);
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
    void read_slowReader_holdsOnePartAtMost() {
        // Given
        store.write(SONG, Multi.createFrom().range(0, 1_000).map(i -> Buffer.buffer(new byte[1024])))
                .await()
                .atMost(SOON);
        AssertSubscriber<Buffer> slow =
                store.read(SONG, 0, 1_024_000).subscribe().withSubscriber(AssertSubscriber.create(0));
        // When
        List<Buffer> parts = slow.awaitNextItems(2, SOON).getItems();
        // Then
        assertThat(parts).extracting(Buffer::length).containsExactly(65_536, 65_536);
        slow.cancel();
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
    void deleteJob_withFiles_deletesThatJobAloneAndTwiceIsNoFailure() throws IOException {
        // Given
        AudioKey other = new AudioKey("job_other", 0);
        write(SONG, "a");
        write(new AudioKey(SONG.job(), 1), "b");
        write(other, "c");
        store.deleteJob(SONG.job()).await().atMost(SOON);
        // When
        store.deleteJob(SONG.job()).await().atMost(SOON);
        // Then
        assertThat(size(SONG)).isEmpty();
        assertThat(size(other)).hasValue(1);
        assertThat(files()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "", "../x", "a/b", "a\\b", "a\0b", "a.b"})
    void key_thatIsAPath_isRefused(String job) {
        assertThatThrownBy(() -> new AudioKey(job, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.deleteJob(job).await().atMost(SOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/prefix", "data/audio", "file:", ""})
    void check_notAFolder_saysWhichProperty(String location) {
        // Given
        FileAudioStore elsewhere = new FileAudioStore(vertx, location);
        // When / Then
        assertThatThrownBy(elsewhere::check)
                .isInstanceOf(AudioLocationException.class)
                .hasMessageContaining("segue.audio.location");
    }

    @Test
    void check_folderThatCannotBeMade_saysWhichProperty() throws IOException {
        // Given
        Path file = Files.createFile(folder.resolve("file"));
        FileAudioStore elsewhere = new FileAudioStore(vertx, "file:" + file.resolve("audio"));
        // When / Then
        assertThatThrownBy(elsewhere::check)
                .isInstanceOf(AudioLocationException.class)
                .hasMessageContaining("segue.audio.location");
    }

    @Test
    void check_newFolder_makesItAndLeavesNothingInIt() throws IOException {
        // When
        store.check();
        // Then
        assertThat(folder.resolve("audio")).isEmptyDirectory();
    }

    private void write(AudioKey key, String text) {
        store.write(key, Multi.createFrom().item(Buffer.buffer(text))).await().atMost(SOON);
    }

    private OptionalLong size(AudioKey key) {
        return store.size(key).await().atMost(SOON);
    }

    private String text(AudioKey key, long from, long length) {
        return store.read(key, from, length)
                .collect()
                .in(Buffer::buffer, Buffer::appendBuffer)
                .await()
                .atMost(SOON)
                .toString();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(folder::relativize).toList();
        }
    }
}
