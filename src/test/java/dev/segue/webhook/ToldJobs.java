package dev.segue.webhook;

import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.job.Webhook;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Acceptances;
import dev.segue.ledger.Change;
import dev.segue.ledger.Ledger;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Jobs that wait for ever, moved by hand: every delivery is one of the test's own making. */
@ApplicationScoped
class ToldJobs {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Ledger ledger;

    @Inject
    Acceptances acceptances;

    @Inject
    Pool pool;

    String accept(String url) {
        return accept("anonymous", Webhook.to(URI.create(url), null, null));
    }

    String accept(String caller, Webhook webhook) {
        Instant now = Instant.now();
        String id = "job_" + UUID.randomUUID().toString().replace("-", "");
        Job job = Job.queued(
                id, "minimax-music-2.6", "City lights", "u-17", Map.of("order", "42"), now, now.plusSeconds(900));
        acceptances
                .accept(new Acceptance(job, caller, "{}", List.of("apidot"), "apidot", null).telling(webhook))
                .await()
                .atMost(PATIENCE);
        return id;
    }

    List<String> accept(int number, String url) {
        return accept(number, "anonymous", url);
    }

    List<String> accept(int number, String caller, String url) {
        Webhook webhook = Webhook.to(URI.create(url), null, null);
        return IntStream.range(0, number).mapToObj(n -> accept(caller, webhook)).toList();
    }

    /** Ends the jobs, all at once. */
    void cancel(List<String> ids) {
        Uni.join()
                .all(ids.stream()
                        .map(id -> change(id, job -> job.become(new JobState.Cancelled(), Instant.now())))
                        .toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);
    }

    void cancel(String id) {
        cancel(List.of(id));
    }

    Uni<?> change(String id, Function<Job, Job> next) {
        return ledger.change(id, entry -> Optional.of(Change.to(next.apply(entry.job()))));
    }

    /** The deliveries of a job as rows, with their tries. */
    List<JsonObject> deliveries(String id) {
        return pool.preparedQuery("SELECT to_jsonb(d)::text FROM webhook_delivery d WHERE job_id = $1 ORDER BY version")
                .execute(Tuple.of(id))
                .map(rows -> {
                    JsonArray all = new JsonArray();
                    rows.forEach(row -> all.add(new JsonObject(row.getString(0))));
                    return all.stream().map(JsonObject.class::cast).toList();
                })
                .await()
                .atMost(PATIENCE);
    }

    /** The job's only delivery, once it has that status. */
    JsonObject delivery(String id, String status) {
        return Uni.createFrom()
                .item(() -> deliveries(id))
                .repeat()
                .withDelay(Duration.ofMillis(20))
                .atMost(900)
                .filter(found -> found.size() == 1 && status.equals(found.get(0).getString("status")))
                .map(found -> found.get(0))
                .toUni()
                .onItem()
                .ifNull()
                .failWith(() -> new AssertionError("the delivery did not become " + status + ": " + deliveries(id)))
                .await()
                .atMost(PATIENCE);
    }

    long undelivered(List<String> ids) {
        return pool.preparedQuery(
                        "SELECT count(*) FROM webhook_delivery WHERE job_id = ANY ($1) AND status <> 'delivered'")
                .execute(Tuple.tuple().addArrayOfString(ids.toArray(String[]::new)))
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(PATIENCE);
    }

    void execute(String sql) {
        pool.query(sql).execute().await().atMost(PATIENCE);
    }
}
