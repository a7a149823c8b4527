package dev.segue.audio.file;

import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioLocationException;
import dev.segue.audio.AudioStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/**
 * Keeps audio in a folder: {@code <two hex digits>/<job>/<name>}. The digits spread the jobs over 256 folders. Every touch of the disk is one
 * step on a worker thread.
 */
public final class FileAudioStore implements AudioStore, AudioStore.Probed {

    private static final String SCHEME = "file:";
    private static final int PART = 64 * 1024;

    private final Vertx vertx;
    private final String location;

    public FileAudioStore(Vertx vertx, String location) {
        this.vertx = vertx;
        this.location = location;
    }

    /** Blocks; throws {@link AudioLocationException} unless the folder is there, or can be made, and can be written. */
    public void check() {
        if (!location.startsWith(SCHEME) || location.length() == SCHEME.length()) {
            throw new AudioLocationException(
                    "segue.audio.location must be file: and a folder, as in file:data/audio, or s3://bucket/prefix.");
        }
        try {
            Files.createDirectories(root());
            Files.delete(Files.createTempFile(root(), "check", ".part"));
        } catch (IOException | InvalidPathException failure) {
            throw new AudioLocationException("segue.audio.location names a folder that cannot be made or written: "
                    + location.substring(SCHEME.length()));
        }
    }

    @Override
    public Uni<Void> write(AudioKey key, Multi<Buffer> bytes, long length) {
        return step(() -> new FileDraft(path(key))).flatMap(draft -> bytes.onItem()
                .transformToUniAndConcatenate(part -> step(() -> draft.append(part)))
                .onItem()
                .ignoreAsUni()
                .chain(() -> step(draft::publish))
                .onTermination()
                .call(() -> step(draft::close)));
    }

    @Override
    public Multi<Buffer> read(AudioKey key, long from, long length) {
        return step(() -> FileChannel.open(path(key), StandardOpenOption.READ))
                .onItem()
                .transformToMulti(file -> parts(file, from, from + Math.min(length, Long.MAX_VALUE - from))
                        .onTermination()
                        .call(() -> step(() -> {
                            file.close();
                            return null;
                        })));
    }

    @Override
    public Uni<OptionalLong> size(AudioKey key) {
        return step(() -> {
            try {
                return OptionalLong.of(Files.size(path(key)));
            } catch (NoSuchFileException absent) {
                return OptionalLong.empty();
            }
        });
    }

    @Override
    public Uni<Void> deleteJob(String job) {
        return step(() -> {
            Path folder = folder(job);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            } catch (NoSuchFileException absent) {
                return null;
            }
            Files.deleteIfExists(folder);
            return null;
        });
    }

    /** By writing as much as would find a full disk out. */
    @Override
    public Uni<Void> probe() {
        return step(() -> {
            Path probe = Files.createTempFile(root(), "probe", ".part");
            try {
                Files.write(probe, new byte[PART]);
            } finally {
                Files.delete(probe);
            }
            return null;
        });
    }

    /** The folder itself, for who marks it. */
    public Path root() {
        return Path.of(location.substring(SCHEME.length()));
    }

    private Multi<Buffer> parts(FileChannel file, long from, long end) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new long[] {from},
                        position -> step(() -> {
                            Buffer part = part(file, position[0], end);
                            position[0] += part.length();
                            return part;
                        }))
                .until(part -> part.length() == 0);
    }

    private static Buffer part(FileChannel file, long from, long end) throws IOException {
        ByteBuffer part = ByteBuffer.allocate((int) Math.min(PART, Math.max(0, end - from)));
        int read = file.read(part, from);
        return Buffer.buffer().appendBytes(part.array(), 0, Math.max(0, read));
    }

    private Path path(AudioKey key) {
        return folder(key.job()).resolve(key.name());
    }

    private Path folder(String job) {
        AudioKey.requireId(job);
        // String.hashCode is the same in every Java; its low bits follow the last letters, which is where ids differ.
        return root().resolve(String.format("%02x", job.hashCode() & 0xff)).resolve(job);
    }

    private <T> Uni<T> step(Callable<T> work) {
        return Uni.createFrom().deferred(() -> UniHelper.toUni(vertx.executeBlocking(work, false)));
    }
}
