package dev.segue.audio;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.OptionalLong;

/** Keeps audio. A file is there whole or not at all; nothing is held in memory but the part in hand. */
public interface AudioStore {

    /**
     * Keeps what the stream brings, once it has completed; replaces what was kept under this key. When the stream fails or the caller goes
     * away, nothing is left and what was kept stays.
     */
    Uni<Void> write(AudioKey key, Multi<Buffer> bytes);

    /** Back-pressured; fails when there is no such file. Ends early if the file is shorter than {@code from + length}. */
    Multi<Buffer> read(AudioKey key, long from, long length);

    /** In bytes; empty when there is no such file. */
    Uni<OptionalLong> size(AudioKey key);

    /** Deletes all files of a job; nothing to delete is no failure. */
    Uni<Void> deleteJob(String job);
}
