package dev.segue.audio.location;

import dev.segue.audio.AudioLocationException;
import dev.segue.audio.AudioStore;
import dev.segue.audio.file.FileAudioStore;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Sees to it that all replicas keep audio in one folder: it bears a mark, which the database knows. A replica whose folder bears another is
 * refused while others are at work, for half of its songs would be missing there.
 */
@Singleton
class SharedFolder {

    private static final Logger LOG = Logger.getLogger(SharedFolder.class);
    private static final String MARK = ".segue-folder";

    private static final String KEEP = "INSERT INTO audio_folder (mark) VALUES ($1) ON CONFLICT DO NOTHING";
    private static final String KNOWN = "SELECT mark FROM audio_folder";

    /** The minute is for replicas that start together: the first has not joined when the second asks. */
    private static final String MOVE = """
            UPDATE audio_folder SET mark = $1, marked_at = now()
             WHERE mark = $2 AND marked_at < now() - interval '1 minute'
               AND NOT EXISTS (SELECT FROM replica WHERE lease_until > now())
            """;

    private final Pool pool;
    private final AudioStore store;

    @Inject
    SharedFolder(Pool pool, AudioStore store) {
        this.pool = pool;
        this.store = store;
    }

    /** Before this replica joins the others: whoever holds a lease by then is another. */
    void start(@Observes @Priority(5) StartupEvent event) {
        if (!(store instanceof FileAudioStore files)) {
            return;
        }
        try {
            check(files.root());
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof AudioLocationException refusal ? refusal : failure;
        }
    }

    /** Blocks. Throws {@link AudioLocationException}, as it is or as a cause. */
    void check(Path folder) {
        String mark = mark(folder);
        Boolean agreed = agree(mark)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "The mark of the audio folder cannot be read yet: %s",
                        failure.getClass().getSimpleName()))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(2))
                .indefinitely()
                .subscribeAsCompletionStage()
                .join();
        if (!agreed) {
            throw new AudioLocationException("segue.audio.location must be one folder that all replicas share: "
                    + folder + " is not the one in use; to move to it, end the other replicas and wait a minute.");
        }
    }

    private Uni<Boolean> agree(String mark) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(mark))
                .chain(() -> pool.query(KNOWN).execute())
                .map(rows -> rows.iterator().next().getString(0))
                .chain(known -> known.equals(mark)
                        ? Uni.createFrom().item(true)
                        : pool.preparedQuery(MOVE)
                                .execute(Tuple.of(mark, known))
                                .map(moved -> moved.rowCount() == 1));
    }

    /** The folder's mark, and a new one where there was none. Of two who make one at the same time, both have the first's. */
    private static String mark(Path folder) {
        Path mark = folder.resolve(MARK);
        try {
            if (!Files.exists(mark)) {
                make(folder, mark);
            }
            return Files.readString(mark).strip();
        } catch (IOException failure) {
            throw new AudioLocationException(
                    "segue.audio.location names a folder whose mark cannot be read or written: " + mark);
        }
    }

    private static void make(Path folder, Path mark) throws IOException {
        Path draft = Files.createTempFile(folder, "mark", ".part");
        try {
            Files.writeString(draft, UUID.randomUUID().toString());
            Files.createLink(mark, draft);
        } catch (FileAlreadyExistsException faster) {
            return;
        } catch (UnsupportedOperationException noLinks) {
            Files.copy(draft, mark);
        } finally {
            Files.delete(draft);
        }
    }
}
