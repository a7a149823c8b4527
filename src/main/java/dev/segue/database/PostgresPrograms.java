package dev.segue.database;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs ({@code initdb}, {@code pg_ctl}, {@code postgres}), shipped in a jar and unpacked once. */
final class PostgresPrograms {

    private static final String SYSTEM =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).replace("mac os x", "darwin");

    private final Path home;

    private PostgresPrograms(Path home) {
        this.home = home;
    }

    /** Unpacks them into the folder, unless they are there. The caller keeps other processes out. */
    static PostgresPrograms in(Path folder) throws IOException {
        String archive = archive();
        Path unpacked = folder.resolve(".unpacked");
        try (InputStream packed = PostgresPrograms.class.getResourceAsStream("/" + archive)) {
            if (packed == null) {
                throw new DatabaseException("Segue has no PostgreSQL of its own for this machine (" + archive
                        + "): set quarkus.datasource.reactive.url to one of yours");
            }
            byte[] content = packed.readAllBytes();
            CRC32 checksum = new CRC32();
            checksum.update(content);
            String mark = archive + " " + checksum.getValue();
            if (!Files.exists(unpacked) || !Files.readString(unpacked).equals(mark)) {
                unpack(new ByteArrayInputStream(content), folder);
                Files.writeString(unpacked, mark);
            }
        }
        return new PostgresPrograms(folder.toAbsolutePath());
    }

    /** The version in full, such as {@code 18.6}. */
    String version() throws IOException {
        Process process = new ProcessBuilder(path("postgres"), "--version").start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return answer.substring(answer.lastIndexOf(' ') + 1).trim();
    }

    /** Runs a program to its end, its words (and those of what it leaves behind) going to the log. */
    int run(String program, List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name")) && !SYSTEM.equals("darwin")) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, and owns its files still.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(path(program));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .waitFor();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program + " ran", stop);
        }
    }

    private String path(String program) {
        return home.resolve("bin").resolve(program).toString();
    }

    private static String archive() {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        return "postgres-" + SYSTEM + "-" + machine + ".txz";
    }

    private static void unpack(InputStream packed, Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        Files.createDirectories(root);
        try (var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = root.resolve(entry.getName()).normalize();
                if (!target.startsWith(root)) {
                    throw new IOException("leads out of the folder: " + entry.getName());
                }
                write(entry, tar, target);
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(target); // not overwritten: an older server may be running from it
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true)) {
                throw new IOException("cannot be made executable: " + target);
            }
        }
    }
}
