package dev.segue.audio.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.audio.AudioLocationException;
import dev.segue.audio.file.FileAudioStore;
import dev.segue.database.TestDatabase;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFolderTest {

    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    private Path disk;

    private final ExecutorService replicas = Executors.newFixedThreadPool(8);
    private Pool pool;

    @AfterEach
    void stop() {
        replicas.shutdown();
    }

    @BeforeEach
    void open() {
        TestDatabase database = TestDatabase.fresh();
        pool = database.pool(VERTX, 4);
    }

    @AfterAll
    static void close() {
        VERTX.close().await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void replicas_withOneFolder_allStartEvenAtTheSameTime() throws Exception {
        // Given
        Path shared = folder("shared");
        // When
        List<CompletableFuture<Void>> starts = IntStream.range(0, 8)
                .mapToObj(replica -> CompletableFuture.runAsync(() -> start(shared), replicas))
                .toList();
        starts.forEach(CompletableFuture::join);
        // Then
        join("first");
        assertThatCode(() -> start(shared)).doesNotThrowAnyException();
        assertThat(Files.list(shared)).hasSize(1);
    }

    @Test
    void replica_withAnotherFolder_isRefusedWithASentence() throws Exception {
        // Given
        start(folder("one"));
        join("first");
        someTimeAgo();
        Path other = folder("other");
        // When / Then
        assertThatThrownBy(() -> start(other))
                .isInstanceOf(AudioLocationException.class)
                .hasMessageContaining("segue.audio.location must be one folder that all replicas share");
    }

    @Test
    void replica_withAnotherFolderWhileTheFirstHasNotJoinedYet_isRefused() throws Exception {
        // Given
        start(folder("one"));
        Path other = folder("other");
        // When / Then
        assertThatThrownBy(() -> start(other)).isInstanceOf(AudioLocationException.class);
    }

    @Test
    void folder_thatIsMoved_isTakenOverOnceNobodyElseIsAtWork() throws Exception {
        // Given
        Path before = folder("before");
        start(before);
        someTimeAgo();
        Path after = folder("after");
        // When
        start(after);
        // Then
        join("there");
        assertThatCode(() -> start(after)).doesNotThrowAnyException();
        assertThatThrownBy(() -> start(before)).isInstanceOf(AudioLocationException.class);
    }

    private void start(Path folder) {
        FileAudioStore store = new FileAudioStore(VERTX.getDelegate(), "file:" + folder);
        new SharedFolder(pool, store).start(null);
    }

    private Path folder(String name) throws Exception {
        return Files.createDirectories(disk.resolve(name));
    }

    private void join(String replica) {
        run("INSERT INTO replica (id, lease_until) VALUES ('" + replica + "', now() + interval '1 minute')");
    }

    private void someTimeAgo() {
        run("UPDATE audio_folder SET marked_at = now() - interval '2 minutes'");
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(Duration.ofSeconds(10));
    }
}
