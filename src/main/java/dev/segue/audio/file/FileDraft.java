package dev.segue.audio.file;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that nobody sees before it is whole. It blocks. */
final class FileDraft {

    private final Path target;
    private final Path draft;
    private final FileChannel file;

    FileDraft(Path target) throws IOException {
        this.target = target;
        // A name of its own: a replica that lost its lease may still be writing the same file.
        this.draft = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
        Files.createDirectories(target.getParent());
        this.file = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    Void append(Buffer part) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(part.getBytes());
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        return null;
    }

    /** Durable when it returns: the bytes, then the name, then the names of the folders that may be new. */
    Void publish() throws IOException {
        file.force(true);
        file.close();
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        sync(target.getParent());
        sync(target.getParent().getParent());
        return null;
    }

    /** Leaves nothing of a draft that was not published. */
    Void close() throws IOException {
        file.close();
        Files.deleteIfExists(draft);
        return null;
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
