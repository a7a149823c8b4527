package dev.segue.audio.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.audio.AudioLocationException;
import dev.segue.audio.AudioStore;
import dev.segue.audio.AudioStoreContract;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAudioStoreTest extends AudioStoreContract {

    @TempDir
    private Path folder;

    private FileAudioStore files;

    @Override
    protected AudioStore open() {
        files = new FileAudioStore(vertx, "file:" + folder.resolve("audio"));
        files.check();
        return files;
    }

    @Test
    void write_always_goesToAShardedFolder() {
        // When
        write(SONG, "song");
        // Then
        assertThat(names()).singleElement().satisfies(file -> assertThat(file).matches("[0-9a-f]{2}/job_01jd/0"));
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

    @ParameterizedTest
    @ValueSource(strings = {"ftp://bucket/prefix", "data/audio", "file:", ""})
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
        files.check();
        // Then
        assertThat(folder.resolve("audio")).isEmptyDirectory();
    }

    @Override
    protected List<String> names() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(folder.resolve("audio")::relativize)
                    .map(Path::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
