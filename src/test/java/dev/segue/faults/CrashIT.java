package dev.segue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas at work, one of which is killed, frozen or cut off. */
class CrashIT {

    private static final Logger LOG = Logger.getLogger(CrashIT.class);
    private static final int KILLS = System.getProperty("soak") == null ? 20 : 200;
    private static final long SEED = Long.getLong("seed", 20_261_120L);
    private static final List<String> PROVIDERS = List.of("apidot", "aimlapi", "apiinone", "useapi");
    private static final List<String> TROUBLES = List.of(
            "duration=1s", "create=cut", "look=500,times=2", "create=503,times=1", "task=failed", "audio=cut,times=1");

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
    void replicas_killedAtRandomInstants_loseNothingAndPayNothingTwice() throws Exception {
        // Given
        Random random = new Random(SEED);

        // When
        for (int kill = 0; kill < KILLS; kill++) {
            two.address();
            PackagedSegue next = fleet.start(); // before the kill: its start is the longest part of a round
            for (int n = 0; n < 6; n++) {
                String provider = PROVIDERS.get(random.nextInt(PROVIDERS.size()));
                audit.create(random.nextBoolean() ? one : two, Song.at(provider, trouble(random)));
            }
            LockSupport.parkNanos(random.nextInt(1000) * 1_000_000L);
            fleet.kill(one);
            fleet.creates();
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
        Set<String> ids = ConcurrentHashMap.newKeySet();
        try (Reader reader = Reader.of(two.address() + "/v1/events")) {
            CompletableFuture.allOf(IntStream.range(0, 200)
                            .mapToObj(n -> CompletableFuture.runAsync(
                                    () -> ids.add(audit.create(one, Song.at("apidot", "duration=12s")))))
                            .toArray(CompletableFuture[]::new))
                    .join();
            while (audit.in("generating") < 200) {
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
                    .allSatisfy((id, versions) -> assertThat(versions).as(id).containsExactly(1, 2, 3, 4, 5));
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
    void database_thatGoesAwayInTheMiddle_losesNoTaskAndNoEvent() {
        // Given
        load(one, 8);
        load(two, 8);

        // When
        fleet.cable().cut();
        LockSupport.parkNanos(12_000_000_000L);
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

    private static String trouble(Random random) {
        return random.nextBoolean() ? "duration=1500ms" : TROUBLES.get(random.nextInt(TROUBLES.size()));
    }
}
