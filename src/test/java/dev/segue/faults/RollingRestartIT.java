package dev.segue.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.PackagedSegue;
import dev.segue.faults.client.Client;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One replica after the other ends and is started again, while callers do as always. */
class RollingRestartIT {

    private static final Logger LOG = Logger.getLogger(RollingRestartIT.class);
    private static final int READERS = 200;
    /** So that new songs are asked for while the readers' go on. */
    private static final int OTHERS = 40;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> PROVIDERS = List.of("apidot", "aimlapi", "apiinone");
    private static final Pattern MARK = Pattern.compile("mark[0-9a-f]{32}");

    /** What somebody has heard who has heard all: the job's id, and each of its versions once and in order. */
    private static final String ALL = """
            SELECT id || ' ' || (SELECT string_agg(n::text, ' ' ORDER BY n) FROM generate_series(1, version) n) FROM job
            """;

    @TempDir
    Path folder;

    private final List<String> addresses = new CopyOnWriteArrayList<>();
    private final AtomicInteger songs = new AtomicInteger();
    private final Queue<String> marks = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(READERS + OTHERS);
    private volatile boolean enough;
    private Fleet fleet;

    @BeforeEach
    void start() {
        fleet = new Fleet(
                folder,
                Map.of(
                        "SEGUE_TRACKING_LEASE", "PT2M", // beyond all patience: one that is not given back shows
                        "SEGUE_TRACKING_MIN_INTERVAL", "PT1S",
                        "SEGUE_TRACKING_MAX_INTERVAL", "PT2S",
                        "SEGUE_DATABASE_TIMEOUT", "PT15S",
                        "SEGUE_PROVIDERS_APIDOT_CREATE_TIMEOUT", "PT20S",
                        "SEGUE_PROVIDERS_AIMLAPI_CREATE_TIMEOUT", "PT20S",
                        "SEGUE_PROVIDERS_APIINONE_CREATE_TIMEOUT", "PT20S"));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        fleet.close();
    }

    @Test
    void rollingRestart_underLoadWith200Readers_failsNoRequestAndLosesNoEvent() throws Exception {
        // Given
        PackagedSegue one = fleet.start();
        PackagedSegue two = fleet.start();
        addresses.addAll(List.of(one.address(), two.address()));
        List<Client> clients = IntStream.range(0, READERS + OTHERS)
                .mapToObj(n -> new Client(addresses, n, this::song))
                .toList();
        clients.forEach(client -> threads.execute(() -> live(client)));
        await().atMost(PATIENCE)
                .until(() -> clients.stream().allMatch(client -> client.events() > 0)
                        && songs.get() > READERS + OTHERS + OTHERS / 2);

        // When
        restart(one, 0);
        restart(two, 1);
        enough = true;
        threads.shutdown();

        // Then
        boolean stopped = threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(failures).isEmpty();
        Audit audit = new Audit(fleet);
        assertThat(audit.query("SELECT document::text FROM job WHERE status <> 'completed'"))
                .isEmpty();
        assertThat(stopped).as("every reader was told to stop").isTrue();
        assertThat(clients.stream().flatMap(client -> client.told().stream()))
                .as("what was heard of each job that was asked for")
                .containsExactlyInAnyOrderElementsOf(audit.query(ALL));
        assertThat(createsAtTheProviders()).containsExactlyInAnyOrderElementsOf(marks);
        int retries = clients.stream().mapToInt(Client::retries).sum();
        assertThat(retries).as("requests that met a replica on its way out").isPositive();
        LOG.infof(
                "%d jobs, %d events, %d requests sent again, slowest create among them %s",
                songs.get(),
                clients.stream().mapToInt(Client::events).sum(),
                retries,
                clients.stream()
                        .map(Client::slowestRetry)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }

    /** Its callers know the address of the one that went until the next one is ready. */
    private void restart(PackagedSegue replica, int place) throws Exception {
        int streams = streams(replica);
        assertThat(streams).as("streams that the end cuts off").isGreaterThan(READERS / 4);
        int before = songs.get();
        long start = System.nanoTime();
        replica.close();
        Duration ended = Duration.ofNanos(System.nanoTime() - start);
        // By itself a native one may be back before anybody asks for a song.
        await().atMost(PATIENCE).until(() -> songs.get() > before);
        PackagedSegue next = fleet.start();
        next.address();
        await().atMost(PATIENCE).until(() -> fleet.isReady(next));
        addresses.set(place, next.address());
        LOG.infof(
                "%d streams cut off, ended in %s, replaced in %s, %d songs asked for meanwhile",
                streams, ended, Duration.ofNanos(System.nanoTime() - start), songs.get() - before);
        fleet.creates();
    }

    private void live(Client client) {
        try {
            client.live(() -> enough);
        } catch (IllegalStateException | InterruptedException failure) {
            failures.add(failure.toString());
        }
    }

    /** The first ones last until the first replica is gone. */
    private JsonObject song() {
        int n = songs.getAndIncrement();
        int seconds = (n < READERS ? 10 : 1) + n % 5;
        Song song = Song.at(PROVIDERS.get(n % PROVIDERS.size()), "duration=" + seconds + "s");
        marks.add(song.mark());
        return song.body();
    }

    private List<String> createsAtTheProviders() {
        return fleet.creates().stream()
                .map(create -> {
                    Matcher mark = MARK.matcher(create.encode());
                    return mark.find() ? mark.group() : create.encode();
                })
                .toList();
    }

    private int streams(PackagedSegue at) {
        return new String(fleet.get(at, "/q/metrics"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("segue_sse_streams"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
