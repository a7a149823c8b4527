package dev.segue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** What must hold of every accepted job, whatever was done to the fleet: read from the rows, the sandbox and the audio. */
final class Audit {

    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Fleet fleet;
    private final Map<String, Song> songs = new ConcurrentHashMap<>();

    Audit(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Sends the song in; what is not accepted is none of our business. */
    String create(PackagedSegue at, Song song) {
        String id = fleet.create(at, song.body()).orElse(null);
        if (id != null) {
            songs.put(id, song);
        }
        return id;
    }

    int accepted() {
        return songs.size();
    }

    /** The accepted jobs with the states that they are in. */
    Map<String, String> statuses() {
        Map<String, String> all = new HashMap<>();
        songs.keySet().forEach(id -> all.put(id, job(id).getString("status")));
        return all;
    }

    /** How many of the accepted jobs are in one of those states. */
    int in(String... statuses) {
        List<String> wanted = Arrays.asList(statuses);
        return (int) songs.keySet().stream()
                .map(this::job)
                .filter(job -> wanted.contains(job.getString("status")))
                .count();
    }

    /** Waits until every accepted job has ended and nothing of it runs any more. */
    void awaitEnds() {
        long start = System.nanoTime();
        List<String> open = unended();
        while (!open.isEmpty()) {
            assertThat(System.nanoTime() - start)
                    .as("these have not ended in time: %s", describe(open))
                    .isLessThan(WITHIN.toNanos());
            pause();
            open = unended();
        }
    }

    static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    /** Never two creates for an attempt, nothing after an ambiguous one, no version missing, no audio torn. */
    void check(PackagedSegue at) {
        Collection<JsonObject> creates = fleet.creates();
        songs.forEach((id, song) -> {
            JsonObject job = job(id);
            List<JsonObject> attempts = attempts(job);
            assertThat(creates(creates, song)).as("creates of %s", job).isLessThanOrEqualTo(attempts.size());
            assertThat(attempts.stream()
                            .limit(Math.max(0, attempts.size() - 1))
                            .map(attempt -> attempt.getString("outcome")))
                    .as("attempts before the last of %s", job)
                    .isSubsetOf("not_started", "failed");
            assertThat(versions(id))
                    .as("versions of %s", id)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, job.getInteger("version"))
                            .boxed()
                            .toList());
            if (job.getString("status").equals("completed")) {
                checkAudio(at, job);
            }
        });
    }

    /** What became of the song, in the words of {@code docs/reliability.md}: status and creates. */
    String outcome(String id) {
        return job(id).getString("status") + ", " + creates(fleet.creates(), songs.get(id));
    }

    /** The creates that the sandbox has received for all accepted jobs. */
    long creates() {
        Collection<JsonObject> all = fleet.creates();
        return songs.values().stream().mapToLong(song -> creates(all, song)).sum();
    }

    JsonObject job(String id) {
        return new JsonObject(
                query("SELECT document::text FROM job WHERE id = ?", id).get(0));
    }

    List<String> statuses(String id) {
        return query("SELECT status FROM job_event WHERE job_id = ? ORDER BY version", id);
    }

    List<Integer> versions(String id) {
        return query("SELECT version FROM job_event WHERE job_id = ? ORDER BY version", id).stream()
                .map(Integer::valueOf)
                .toList();
    }

    private List<String> unended() {
        List<String> open =
                query("SELECT id FROM job WHERE busy OR status IN ('queued', 'submitting', 'generating', 'storing')");
        open.retainAll(songs.keySet());
        return open;
    }

    private void checkAudio(PackagedSegue at, JsonObject job) {
        JsonArray files = job.getJsonArray("audio");
        assertThat(files).as("audio of %s", job).isNotEmpty();
        for (int n = 0; n < files.size(); n++) {
            byte[] bytes = fleet.get(at, "/v1/jobs/" + job.getString("id") + "/audio/" + n);
            assertThat(sha256(bytes))
                    .as("audio of %s", job)
                    .isEqualTo(files.getJsonObject(n).getString("sha256"));
        }
    }

    private String describe(List<String> ids) {
        return String.join("\n", ids.stream().map(id -> job(id).encode()).toList());
    }

    private static List<JsonObject> attempts(JsonObject job) {
        return job.getJsonArray("attempts").stream().map(JsonObject.class::cast).toList();
    }

    private static long creates(Collection<JsonObject> creates, Song song) {
        return creates.stream()
                .filter(create -> create.encode().contains(song.mark()))
                .count();
    }

    List<String> query(String sql, String... values) {
        try (Connection connection = DriverManager.getConnection(
                        fleet.database().jdbcUrl(),
                        fleet.database().user(),
                        fleet.database().password());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            List<String> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
            }
            return all;
        } catch (SQLException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
