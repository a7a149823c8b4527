package dev.segue.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/**
 * A PostgreSQL server in a folder, which outlives a killed Segue and is found again by the next one.
 *
 * <p>The folder holds {@code server} (the programs), {@code data} (the cluster), {@code password}, {@code log} and
 * {@code users}, a file that only carries locks: its first byte is held while somebody starts or stops the server, the
 * second is shared by all that use it, so that the last one to leave stops it. The operating system drops both locks
 * when a process dies.
 */
final class EmbeddedPostgres {

    private static final String USER = "segue";

    private final Path folder;
    private final List<String> settings;
    private final FileChannel users;
    private FileLock use;
    private PostgresPrograms programs;

    private EmbeddedPostgres(Path folder, List<String> settings) throws IOException {
        this.folder = Files.createDirectories(folder).toRealPath();
        this.settings = settings;
        this.users = FileChannel.open(
                this.folder.resolve("users"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /**
     * Starts the server in the folder, or joins the one that runs there.
     *
     * @param settings PostgreSQL's own, such as {@code fsync=off}; a server that runs already keeps those it has
     * @throws DatabaseException with a sentence for the operator
     */
    static EmbeddedPostgres start(Path folder, List<String> settings) {
        try {
            EmbeddedPostgres server = new EmbeddedPostgres(folder, settings);
            server.start();
            return server;
        } catch (IOException cause) {
            throw new DatabaseException(
                    "segue.database.directory: " + folder.toAbsolutePath() + " cannot hold PostgreSQL's data ("
                            + reason(cause)
                            + "); make it writable, name another, or set quarkus.datasource.reactive.url",
                    cause);
        }
    }

    /** The way into one of its databases, which is created unless it is there. */
    Access database(String name) {
        try {
            return access("postgres").create(name);
        } catch (IOException | SQLException cause) {
            throw new DatabaseException("The embedded PostgreSQL does not answer; see " + log(), cause);
        }
    }

    /** Ends the server, unless another process uses it. */
    @SuppressWarnings("try") // the lock is held, not spoken to
    void stop() throws IOException {
        try (users;
                FileLock changing = users.lock(0, 1, false)) {
            use.release();
            if (users.tryLock(1, 1, false) != null) {
                run("pg_ctl", "-D", data(), "-m", "fast", "-w", "stop");
            }
        }
    }

    @SuppressWarnings("try") // the lock is held, not spoken to
    private void start() throws IOException {
        try (FileLock changing = users.lock(0, 1, false)) {
            programs = PostgresPrograms.in(folder.resolve("server"));
            if (!Files.exists(folder.resolve("data/PG_VERSION"))) {
                initialise();
            }
            refuseOtherVersion();
            if (!isRunning()) {
                launch();
            }
            use = users.lock(1, 1, true);
        }
    }

    private void initialise() throws IOException {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        Path file = folder.resolve("password");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(secret));
        run(
                "initdb",
                "--pgdata=" + data(),
                "--username=" + USER,
                "--pwfile=" + file,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                settings.contains("fsync=off") ? "--no-sync" : "--data-checksums");
    }

    private void refuseOtherVersion() throws IOException {
        String stored = Files.readString(folder.resolve("data/PG_VERSION")).trim();
        if (!programs.version().startsWith(stored + ".")) {
            throw new DatabaseException(
                    "segue.database.directory: the data in " + folder + " are of PostgreSQL " + stored
                            + " but Segue brings " + programs.version()
                            + "; carry them over with pg_upgrade, or name another folder");
        }
    }

    /** The password tells our own server from a stranger who has come by the same port. */
    private boolean isRunning() {
        try (Connection connection = access("postgres").connect()) {
            return connection.isValid(1);
        } catch (IOException | SQLException notRunning) {
            return false;
        }
    }

    private void launch() throws IOException {
        StringBuilder options = new StringBuilder("-c listen_addresses=127.0.0.1 -c unix_socket_directories=''");
        options.append(" -c port=").append(freePort());
        settings.forEach(setting -> options.append(" -c ").append(setting));
        // pg_ctl puts the server into a session of its own: Ctrl-C reaches Segue alone, which needs it to the end.
        run("pg_ctl", "-D", data(), "-o", options.toString(), "-w", "start");
    }

    private Access access(String database) throws IOException {
        List<String> pidFile = Files.readAllLines(folder.resolve("data/postmaster.pid"));
        if (pidFile.size() < 4) {
            throw new IOException("the server is on its way up or down");
        }
        String url = "postgresql://127.0.0.1:" + pidFile.get(3).trim() + "/" + database;
        return new Access(url, USER, Files.readString(folder.resolve("password")));
    }

    private void run(String program, String... arguments) throws IOException {
        if (programs.run(program, List.of(arguments), log()) != 0) {
            throw new DatabaseException("The embedded PostgreSQL in " + folder + " failed at " + program
                    + "; see the end of " + log() + ", or set quarkus.datasource.reactive.url");
        }
    }

    /** The kind of a file error is in the name of its class; its message is but the path. */
    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "not permitted";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "it is not a folder";
        }
        return cause.getMessage();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Path log() {
        return folder.resolve("log");
    }
}
