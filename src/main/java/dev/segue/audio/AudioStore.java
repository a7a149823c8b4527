package dev.segue.audio;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.OptionalLong;

/** Keeps audio. A file is there whole or not at all; nothing is held in memory but the part in hand. */
public interface AudioStore {

    /** As the length of a stream that nobody has announced. */
    long UNKNOWN = -1;

    /**
     * Keeps what the stream brings, once it has completed; replaces what was kept under this key. When the stream fails or the caller goes
     * away, nothing is left and what was kept stays. The stream's own failure comes out as it is.
     *
     * @param length of the whole, bytes, or {@link #UNKNOWN}, which may cost a store more memory
     */
    Uni<Void> write(AudioKey key, Multi<Buffer> bytes, long length);

    default Uni<Void> write(AudioKey key, Multi<Buffer> bytes) {
        return write(key, bytes, UNKNOWN);
    }

    /** Back-pressured; fails when there is no such file. Ends early if the file is shorter than {@code from + length}. */
    Multi<Buffer> read(AudioKey key, long from, long length);

    /** In bytes; empty when there is no such file. */
    Uni<OptionalLong> size(AudioKey key);

    /** Deletes all files of a job; nothing to delete is no failure. */
    Uni<Void> deleteJob(String job);

    /** An optional extra: a store that others can fetch a file from by themselves. */
    interface HandsOut {

        /**
         * An address that needs no key and works for an hour.
         *
         * @param contentType with which the file is to be answered
         * @param disposition likewise, its {@code Content-Disposition}
         */
        Uni<URI> address(AudioKey key, String contentType, String disposition);
    }

    /** An optional extra: a store that can be asked whether it would keep a file now. */
    interface Probed {

        /** Leaves nothing behind; fails when nothing can be kept. */
        Uni<Void> probe();
    }
}
