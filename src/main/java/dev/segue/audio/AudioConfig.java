package dev.segue.audio;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How finished audio is fetched and where it is kept. */
@ConfigMapping(prefix = "segue.audio")
public interface AudioConfig {

    /**
     * Where audio is kept. {@code file:} and a folder, absolute or below the working directory: it is made at the start, and a start that
     * cannot write there fails; replicas need one that they share. Or {@code s3://bucket/prefix}: the bucket must be there. Audio already
     * kept is not moved when this changes.
     */
    @WithDefault("file:data/audio")
    String location();

    /**
     * How audio in a bucket reaches who listens: {@code proxy}: through this process; {@code redirect}: with a 302 to an address in the
     * bucket that is signed and works for an hour, so that the bytes take the short way and the bucket must be within the listener's reach.
     */
    @WithDefault("proxy")
    Serve serve();

    enum Serve {
        PROXY,
        REDIRECT
    }

    /** The greatest audio file that is copied, in bytes, or with K, M, G (powers of 1024). A greater one fails its job at once. */
    @WithDefault("200M")
    MemorySize maxBytes();

    /**
     * Whether audio may be fetched from this machine and from private networks. Cloud metadata, multicast and reserved addresses are refused
     * all the same, and the sandbox's own address is always allowed.
     */
    @WithDefault("false")
    boolean allowPrivateSources();

    /** How many files are copied at once by this replica; the others wait. Each costs one connection and some 200 KiB. */
    @WithDefault("16")
    int concurrentCopies();
}
