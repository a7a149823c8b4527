package dev.segue.audio;

import io.smallrye.mutiny.Uni;
import java.net.URI;

/** An optional extra: a store that others can fetch a file from by themselves. */
public interface HandsOut {

    /**
     * An address that needs no key and works for an hour.
     *
     * @param contentType with which the file is to be answered
     * @param disposition likewise, its {@code Content-Disposition}
     */
    Uni<URI> address(AudioKey key, String contentType, String disposition);
}
