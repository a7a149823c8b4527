package dev.segue.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL of a test's own, which keeps what it was told and can go away for a while. */
public final class OwnPostgres implements AutoCloseable {

    private final Path folder;
    private final List<String> settings;
    private EmbeddedPostgres server;

    private OwnPostgres(Path folder, List<String> settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** @param settings PostgreSQL's own, besides those that every such server has */
    public static OwnPostgres in(Path folder, String... settings) {
        OwnPostgres postgres = new OwnPostgres(
                folder,
                Stream.concat(Stream.of("fsync=on", "max_connections=200"), Stream.of(settings))
                        .toList());
        postgres.start();
        return postgres;
    }

    /** The way to its database with Segue's schema; another one after each start. */
    public TestDatabase database() {
        Access access = server.database("segue");
        return new TestDatabase(access.url(), access.user(), access.password()).migrated();
    }

    public void start() {
        server = EmbeddedPostgres.start(folder, settings);
    }

    public void stop() throws IOException {
        server.stop();
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
