package dev.segue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
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
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replicas that are killed at random instants, with troubled providers and receivers. {@code -Dsoak} makes it 200 kills. */
class CrashIT {

    private static final Logger LOG = Logger.getLogger(CrashIT.class);
    private static final int KILLS = Integer.getInteger("kills", System.getProperty("soak") == null ? 20 : 200);
    private static final long SEED = Long.getLong("seed", 20_261_120L);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final List<String> PROVIDERS = List.of("apidot", "aimlapi", "apiinone", "useapi");
    private static final List<String> TROUBLES = List.of(
            "duration=1s", "create=cut", "look=500,times=2", "create=503,times=1", "task=failed", "audio=cut,times=1");

    @TempDir
    Path folder;

    @Test
    void replicas_killedAtRandomInstants_loseNothingPayNothingTwiceAndTellEveryEnd() throws Exception {
        try (Fleet fleet = new Fleet(folder, Map.of("USEAPI_ACCOUNTS", "one,two,three,four"));
                Receiver ready = Receiver.answering(204);
                Receiver late = Receiver.answering(503, 503, 200)) {
            // Given
            PackagedSegue one = fleet.start();
            PackagedSegue two = fleet.start();
            one.address();
            Audit audit = new Audit(fleet);
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
            LOG.infof(
                    "%d kills (seed %d), %d jobs, %d completed, %d unconfirmed",
                    KILLS, SEED, audit.accepted(), audit.in("completed"), audit.in("unconfirmed"));
            assertThat(audit.accepted()).isGreaterThan(KILLS * 3);
            assertThat(audit.in("completed")).isGreaterThan(audit.accepted() / 4);
        }
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

    private static String trouble(Random random) {
        return random.nextBoolean() ? "duration=1500ms" : TROUBLES.get(random.nextInt(TROUBLES.size()));
    }
}
