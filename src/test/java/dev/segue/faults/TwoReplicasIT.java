package dev.segue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
import dev.segue.faults.client.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas at work, one of which is killed, frozen or cut off, once. */
class TwoReplicasIT {

    private static final List<String> PROVIDERS = List.of("apidot", "aimlapi", "apiinone", "useapi");

    @TempDir
    static Path folder;

    private static Fleet fleet;
    private static PackagedSegue one;
    private static PackagedSegue two;

    private Audit audit;

    @BeforeAll
    static void start() throws Exception {
        fleet = new Fleet(folder, Map.of("USEAPI_ACCOUNTS", "one,two,three,four"));
        one = fleet.start();
        two = fleet.start();
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @BeforeEach
    void listening() {
        one.address();
        two.address();
        audit = new Audit(fleet);
    }

    @Test
    void replica_killedWith200JobsInFlight_leavesThemToTheOtherAndItsReadersSeeEveryVersionOnce() throws Exception {
        // Given
        Set<String> ids = ConcurrentHashMap.newKeySet();
        try (Reader reader = Reader.of(two.address() + "/v1/events")) {
            CompletableFuture.allOf(IntStream.range(0, 200)
                            .mapToObj(n -> CompletableFuture.runAsync(
                                    () -> ids.add(audit.create(one, Song.at("apidot", "duration=12s")))))
                            .toArray(CompletableFuture[]::new))
                    .join();
            while (audit.in("queued", "submitting") > 0) {
                Audit.pause();
            }

            // When
            fleet.kill(one);
            one = two;
            two = fleet.start();

            // Then
            audit.awaitEnds();
            audit.check(one);
            assertThat(audit.in("completed")).isEqualTo(200);
            assertThat(audit.creates()).isEqualTo(200);
            assertThat(reader.untilAllOf(ids, "completed"))
                    .hasSize(200)
                    .allSatisfy((id, versions) -> assertThat(versions).as(id).isEqualTo(audit.versions(id)));
        }
    }

    @Test
    void replica_frozenPastItsLease_overwritesNothingWhenItWakes() throws Exception {
        // Given
        load(one, 12);

        // When
        one.signal("STOP");
        LockSupport.parkNanos(9_000_000_000L); // twice the lease
        load(two, 4);
        one.signal("CONT");
        load(one, 4);

        // Then
        audit.awaitEnds();
        audit.check(one);
        audit.check(two);
    }

    @Test
    void cancel_atEitherReplica_reachesFollowerAndReadersAtOnce() throws Exception {
        // Given
        String first = audit.create(one, Song.at("apidot", "duration=6s"));
        String second = audit.create(two, Song.at("apidot", "duration=6s"));
        List<String> ids = List.of(first, second);
        while (audit.in("queued", "submitting") > 0) {
            Audit.pause();
        }
        try (Reader here = Reader.of(one.address() + "/v1/events");
                Reader there = Reader.of(two.address() + "/v1/events")) {

            // When
            long start = System.nanoTime();
            fleet.cancel(one, first);
            fleet.cancel(two, first);
            fleet.cancel(two, second);
            here.untilAllOf(ids, "cancelled");
            there.untilAllOf(ids, "cancelled");
            long took = System.nanoTime() - start;

            // Then
            assertThat(took).isLessThan(5_000_000_000L); // rows are looked at every ten seconds only
            audit.awaitEnds();
            audit.check(one);
            assertThat(ids).allSatisfy(id -> {
                assertThat(audit.job(id).getString("status")).isEqualTo("cancelled");
                assertThat(audit.statuses(id))
                        .containsExactly("queued", "submitting", "generating", "cancelled", "cancelled");
            });
        }
    }

    @Test
    void database_thatFallsSilentInTheMiddle_losesNoTaskAndNoEvent() {
        // Given
        load(one, 8);
        load(two, 8);

        // When
        fleet.cable().swallow();
        LockSupport.parkNanos(8_000_000_000L); // until connections are given up, and the leases have ended
        fleet.cable().mend();

        // Then
        audit.awaitEnds();
        audit.check(two);
        assertThat(audit.create(one, Song.at("apidot"))).isNotNull();
        audit.awaitEnds();
        audit.check(one);
    }

    private void load(PackagedSegue at, int jobs) {
        for (int n = 0; n < jobs; n++) {
            audit.create(at, Song.at(PROVIDERS.get(n % PROVIDERS.size()), "duration=" + (300 + n * 200) + "ms"));
        }
    }
}
