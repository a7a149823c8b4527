package dev.segue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas under load, one of which is always about to be killed, frozen or cut off. */
class CrashIT {

    private static final Logger LOG = Logger.getLogger(CrashIT.class);
    private static final int KILLS = System.getProperty("soak") == null ? 20 : 200;
    private static final long SEED = Long.getLong("seed", 20_261_120L);
    private static final List<String> PROVIDERS = List.of("apidot", "aimlapi", "apiinone", "useapi");
    private static final List<String> TROUBLES = List.of(
            "duration=1s", "create=cut", "look=500,times=2", "create=503,times=1", "task=failed", "audio=cut,times=1");

    @TempDir
    Path folder;

    private Fleet fleet;
    private Audit audit;

    @BeforeEach
    void start() {
        fleet = new Fleet(folder, Map.of("USEAPI_ACCOUNTS", "one,two,three,four"));
        audit = new Audit(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void replicas_killedAtRandomInstants_loseNothingAndPayNothingTwice() throws Exception {
        // Given
        Random random = new Random(SEED);
        PackagedSegue one = fleet.start();
        PackagedSegue two = fleet.start();

        // When
        for (int kill = 0; kill < KILLS; kill++) {
            PackagedSegue next = fleet.start(); // before the kill: its start is the longest part of a round
            two.address();
            for (int n = 0; n < 6; n++) {
                String provider = PROVIDERS.get(random.nextInt(PROVIDERS.size()));
                audit.create(random.nextBoolean() ? one : two, Song.at(provider, trouble(random)));
            }
            LockSupport.parkNanos(random.nextInt(1000) * 1_000_000L);
            fleet.kill(one);
            one = two;
            two = next;
        }

        // Then
        two.address();
        audit.awaitEnds();
        audit.check(two);
        LOG.infof(
                "%d kills (seed %d), %d jobs, %d completed, %d unconfirmed",
                KILLS, SEED, audit.accepted(), audit.in("completed"), audit.in("unconfirmed"));
        assertThat(audit.accepted()).isGreaterThan(KILLS * 3);
        assertThat(audit.in("completed")).isGreaterThan(audit.accepted() / 4);
    }

    @Test
    void replica_killedWith200JobsInFlight_leavesThemToTheOtherAndItsReadersSeeEveryVersionOnce() throws Exception {
        // Given
        PackagedSegue killed = fleet.start();
        PackagedSegue survivor = fleet.start();
        survivor.address();
        Set<String> ids = new HashSet<>();
        try (Reader reader = Reader.of(survivor.address() + "/v1/events")) {
            CompletableFuture.allOf(java.util.stream.IntStream.range(0, 200)
                            .mapToObj(n -> CompletableFuture.runAsync(() -> {
                                String id = audit.create(killed, Song.at("apidot", "duration=12s"));
                                synchronized (ids) {
                                    ids.add(id);
                                }
                            }))
                            .toArray(CompletableFuture[]::new))
                    .join();
            while (audit.in("generating") < 200) {
                Audit.pause();
            }

            // When
            fleet.kill(killed);

            // Then
            audit.awaitEnds();
            audit.check(survivor);
            assertThat(audit.in("completed")).isEqualTo(200);
            assertThat(fleet.creates()).hasSize(200);
            assertThat(reader.untilAllOf(ids, "completed"))
                    .allSatisfy((id, versions) -> assertThat(versions).containsExactly(1, 2, 3, 4, 5));
        }
    }

    @Test
    void replica_frozenPastItsLease_overwritesNothingWhenItWakes() throws Exception {
        // Given
        PackagedSegue frozen = fleet.start();
        load(frozen, 12);
        PackagedSegue other = fleet.start();
        other.address();

        // When
        load(frozen, 12);
        frozen.signal("STOP");
        LockSupport.parkNanos(9_000_000_000L); // twice the lease
        load(other, 4);
        frozen.signal("CONT");
        load(frozen, 4);

        // Then
        audit.awaitEnds();
        audit.check(other);
        audit.check(frozen);
    }

    @Test
    void database_thatGoesAwayInTheMiddle_losesNoTaskAndNoEvent() throws Exception {
        // Given
        PackagedSegue one = fleet.start();
        PackagedSegue two = fleet.start();
        load(one, 8);
        two.address();
        load(two, 8);

        // When
        fleet.cable().cut();
        LockSupport.parkNanos(12_000_000_000L);
        fleet.cable().mend();

        // Then
        audit.awaitEnds();
        audit.check(two);
        load(one, 2);
        audit.awaitEnds();
        audit.check(one);
    }

    private void load(PackagedSegue at, int jobs) {
        for (int n = 0; n < jobs; n++) {
            audit.create(at, Song.at(PROVIDERS.get(n % PROVIDERS.size()), "duration=" + (300 + n * 200) + "ms"));
        }
    }

    private static String trouble(Random random) {
        return random.nextBoolean() ? "duration=1500ms" : TROUBLES.get(random.nextInt(TROUBLES.size()));
    }
}
