package dev.segue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
import dev.segue.faults.client.Reader;
import dev.segue.webhook.Receiver;
import dev.segue.webhook.Receiver.Message;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
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
    private static final int KILLS = Integer.getInteger("kills", System.getProperty("soak") == null ? 20 : 200);
    private static final long SEED = Long.getLong("seed", 20_261_120L);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
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
    void replicas_killedAtRandomInstants_loseNothingPayNothingTwiceAndTellEveryEnd() throws Exception {
        try (Receiver ready = Receiver.answering(204);
                Receiver late = Receiver.answering(503, 503, 200)) {
            // Given
            Random random = new Random(SEED);
            List<Long> kills = new ArrayList<>();
            String told = audit.create(one, Song.at("apidot").telling(late.url(), SECRET));
            late.await(1);

            // When
            for (int kill = 0; kill < KILLS; kill++) {
                two.address();
                PackagedSegue next = fleet.start(); // before the kill: its start is the longest part of a round
                for (int n = 0; n < 6; n++) {
                    String provider = PROVIDERS.get(random.nextInt(PROVIDERS.size()));
                    Song song = Song.at(provider, trouble(random)).telling(ready.url(), SECRET);
                    audit.create(random.nextBoolean() ? one : two, song);
                }
                LockSupport.parkNanos(random.nextInt(1000) * 1_000_000L);
                fleet.kill(one);
                kills.add(System.nanoTime());
                fleet.creates();
                one = two;
                two = next;
            }

            // Then
            two.address();
            audit.awaitEnds();
            audit.check(two);
            assertDeliveredAcrossKills(late, kills);
            Map<String, String> statuses = audit.statuses();
            statuses.remove(told);
            assertTold(ready, statuses);
        }
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

    /** Every process that lived at one try is dead at the next. */
    private static void assertDeliveredAcrossKills(Receiver receiver, List<Long> kills) throws Exception {
        List<Message> tries = receiver.await(3);
        assertThat(tries).hasSize(3);
        assertThat(tries.stream().map(Message::id).distinct()).hasSize(1);
        for (Message message : tries) {
            message.verify(SECRET);
        }
        for (int n = 1; n < 3; n++) {
            long before = tries.get(n - 1).nanos();
            long after = tries.get(n).nanos();
            assertThat(kills.stream().filter(kill -> before < kill && kill < after))
                    .as("kills before try %d", n + 1)
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    /** A try that died with its process is made again when its claim ends. */
    private static void assertTold(Receiver receiver, Map<String, String> statuses) {
        long start = System.nanoTime();
        Map<String, String> untold = new HashMap<>(statuses);
        while (!untold.isEmpty() && System.nanoTime() - start < 30_000_000_000L) {
            Audit.pause();
            receiver.messages().stream()
                    .map(message -> new JsonObject(message.body()).getJsonObject("data"))
                    .forEach(job -> untold.remove(job.getString("id"), job.getString("status")));
        }
        assertThat(untold).as("ends that nobody was told of").isEmpty();
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
