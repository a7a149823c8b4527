package dev.segue.dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of {@code src/test/clients} at work, in a folder of its own. */
record ClientProgram(String script, Process process, Path folder) implements AutoCloseable {

    private static final Path ALL = Path.of("src/test/clients");
    private static final long PATIENCE_SECONDS = 120;

    /** Runs {@code script} as it is. */
    static ClientProgram start(Path folder, String script, Map<String, String> environment, String... arguments) {
        return start(folder, script, ALL.resolve(script).toAbsolutePath(), environment, arguments);
    }

    /** Runs a copy of {@code script} in which the keys of {@code replaced} have become its values. */
    static ClientProgram edited(Path folder, String script, Map<String, String> replaced) {
        try {
            String text = Files.readString(ALL.resolve(script));
            for (Map.Entry<String, String> replacement : replaced.entrySet()) {
                text = text.replace(replacement.getKey(), replacement.getValue());
            }
            Path copy = folder.resolve(Path.of(script).getFileName());
            Files.writeString(copy, text);
            String standIn = ALL.resolve("standin").toAbsolutePath().toString();
            return start(folder, script, copy, Map.of("PYTHONPATH", standIn, "PYTHONUNBUFFERED", "1"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ClientProgram start(
            Path folder, String script, Path file, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(interpreter(script), file.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().putAll(environment);
        try {
            return new ClientProgram(script, builder.start(), folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    interpreter(script) + " cannot be started: the clients' tests need python3 and node on the PATH",
                    failure);
        }
    }

    private static String interpreter(String script) {
        return script.endsWith(".py") ? "python3" : "node";
    }

    /** Waits for the end; the exit code. */
    int exitCode() {
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** All that it has printed. */
    String output() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
