package dev.segue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Segue as an operator starts it: the packaged jar, or the native executable where that was built, in a process. */
public final class PackagedSegue implements AutoCloseable {

    private static final int SECONDS = 60;
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[^\"\\s]+)");

    private final Process process;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private final CompletableFuture<Void> end;

    private PackagedSegue(Process process) {
        this.process = process;
        // Not in the common pool: with two cores a JDK 25 has one thread there, and the first process that is read from
        // keeps it.
        this.end = CompletableFuture.runAsync(this::read, reading -> new Thread(reading, "read-segue").start());
    }

    /**
     * Starts it in a folder, open to everybody on a free port, with nothing else in its environment but the path, the options of all
     * JVMs here and what is given.
     */
    public static PackagedSegue start(Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(command());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().retainAll(Set.of("PATH", "JDK_JAVA_OPTIONS"));
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().put("SEGUE_AUTH_MODE", "none");
        builder.environment().putAll(environment);
        return new PackagedSegue(builder.start());
    }

    /** The profile {@code native} names the executable. */
    public static boolean isNative() {
        return System.getProperty("native.image.path") != null;
    }

    private static List<String> command() {
        if (isNative()) {
            return List.of(Path.of(System.getProperty("native.image.path"))
                    .toAbsolutePath()
                    .toString());
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString());
    }

    /** Waits until it listens; its base URL. */
    public String address() {
        return address.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    /** Waits for the end; the exit code. */
    public int exitCode() {
        end.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        return process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join().exitValue();
    }

    /** What it has printed so far. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.toHandle().destroyForcibly();
        exitCode();
    }

    /** As {@code kill -STOP} and {@code kill -CONT} do. */
    public void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .onExit()
                .join();
    }

    /** Asks it to end, and does not wait. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** As {@code kill} and Kubernetes do. */
    @Override
    public void close() {
        process.toHandle().destroy(); // Process.destroy() would close the output that is being read
        exitCode();
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("NOTE: Picked up JDK_JAVA_OPTIONS")) { // the launcher's, not the program's
                    lines.add(line);
                }
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    address.complete(listening.group(1).replace("0.0.0.0", "localhost"));
                }
            }
            address.completeExceptionally(new IllegalStateException("ended before it listened: " + lines()));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
