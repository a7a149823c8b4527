package dev.segue.audio;

import dev.segue.audio.file.FileAudioStore;
import dev.segue.audio.s3.BenchBucket;
import dev.segue.stranger.StrangerPolicy;
import dev.segue.stranger.Strangers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Copies one address many times at once, in a process of its own, and prints how much resident memory that took. Arguments: the address, where to
 * keep, how many, how many of them at once.
 */
public final class Copies {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int WARM = 20;

    private Copies() {}

    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx();
        String source = arguments[0];
        int number = Integer.parseInt(arguments[2]);
        AudioStore store = arguments[1].startsWith("file:")
                ? new FileAudioStore(vertx, arguments[1])
                : BenchBucket.at(vertx, arguments[1]);
        // One after the other: what is measured is what many at once take more.
        copy(copier(vertx, store, 1), source, "warm", WARM);
        System.gc();
        long before = resident();
        Thread watcher = new Thread(Copies::watch);
        watcher.setDaemon(true);
        watcher.start();
        long began = System.nanoTime();
        Set<String> digests = copy(copier(vertx, store, Integer.parseInt(arguments[3])), source, "job", number);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("%d %d %.1f %s%n", before, Math.max(most, resident()), seconds, String.join(",", digests));
        System.exit(0);
    }

    private static AudioCopier copier(Vertx vertx, AudioStore store, int atOnce) {
        return new AudioCopier(
                vertx,
                new Strangers(new io.vertx.mutiny.core.Vertx(vertx)),
                store,
                () -> new StrangerPolicy(true, Set.of()),
                200_000_000,
                atOnce,
                new AudioCopier.Pace(4, Duration.ofSeconds(1), Duration.ofMinutes(5)));
    }

    private static volatile long most;

    private static void watch() {
        while (true) {
            most = Math.max(most, resident());
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    private static Set<String> copy(AudioCopier copier, String source, String prefix, int number) {
        List<Uni<StoredAudio>> copies = IntStream.range(0, number)
                .mapToObj(n -> copier.copy(source, new AudioKey(prefix + n, 0), AudioExpectation.NONE))
                .toList();
        return Uni.join().all(copies).andFailFast().await().atMost(Duration.ofMinutes(9)).stream()
                .map(StoredAudio::sha256)
                .collect(java.util.stream.Collectors.toSet());
    }

    /** KiB. */
    private static long resident() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
