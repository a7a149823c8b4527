package dev.segue.callback;

import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Acceptances;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.replica.Replica;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** Jobs for APIDot, what the sandbox saw of them, and anybody's calls to their callback addresses. */
@ApplicationScoped
class CalledJobs {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Ledger ledger;

    @Inject
    Acceptances acceptances;

    @Inject
    Replica replica;

    @Inject
    Pool pool;

    @Inject
    @Named("sandbox")
    URI sandbox;

    private final HttpClient http = HttpClient.newHttpClient();

    /** @param words with the sandbox's markers */
    String accept(String words) {
        return accept(words, "apidot");
    }

    String accept(String words, String waitingFor) {
        Instant now = Instant.now();
        String id = "job_" + UUID.randomUUID().toString().replace("-", "");
        JsonObject request = new JsonObject()
                .put("model", "minimax-music-2.6")
                .put("prompt", "A song about " + id + " " + words)
                .put("lyrics", "[Verse]\nIt rains and rains");
        Job job = Job.queued(id, "minimax-music-2.6", null, null, null, now, now.plusSeconds(60));
        acceptances
                .accept(new Acceptance(job, "anonymous", request.encode(), List.of("apidot"), waitingFor, null))
                .await()
                .atMost(PATIENCE);
        return id;
    }

    /** The job as its create is being made, under an address whose token is known; the call itself is nobody's. */
    void submitting(String id, String token) {
        Instant now = Instant.now();
        change(id, entry -> Change.to(entry.job()
                        .with(Attempt.intended(1, "apidot", null, now))
                        .become(new JobState.Submitting(), now))
                .ownedBy(replica.id())
                .calledBackBy(token));
    }

    Entry change(String id, Function<Entry, Change> next) {
        return ledger.change(id, entry -> Optional.of(next.apply(entry)))
                .await()
                .atMost(PATIENCE)
                .orElseThrow();
    }

    Job once(String id, Predicate<Job> condition) {
        return Uni.createFrom()
                .deferred(() -> ledger.find(id))
                .map(found -> found.map(Entry::job).orElseThrow())
                .repeat()
                .withDelay(Duration.ofMillis(20))
                .indefinitely()
                .filter(condition)
                .toUni()
                .await()
                .atMost(PATIENCE);
    }

    /** Where the sandbox was told to call back. */
    URI address(String id) {
        return Uni.createFrom()
                .item(() -> requests(id))
                .repeat()
                .withDelay(Duration.ofMillis(20))
                .atMost(200)
                .filter(seen -> !seen.isEmpty())
                .map(seen -> seen.get(0).getJsonObject("body").getString("callback_url"))
                .map(URI::create)
                .toUni()
                .await()
                .atMost(PATIENCE);
    }

    /** The creates that arrived for a job. */
    List<JsonObject> requests(String id) {
        return requests(seen -> seen.getBoolean("create") && seen.encode().contains(id));
    }

    long looks(String taskId) {
        return requests(seen -> seen.encode().contains("status/" + taskId)).size();
    }

    private List<JsonObject> requests(Predicate<JsonObject> wanted) {
        JsonArray all = new JsonObject(send(HttpRequest.newBuilder(sandbox.resolve("/sandbox/requests"))))
                .getJsonArray("requests");
        return all.stream().map(JsonObject.class::cast).filter(wanted).toList();
    }

    /** A task at the provider that none of our jobs knows of. */
    String strangeTask(String words) {
        JsonObject input = new JsonObject()
                .put("prompt", "A song of somebody else's " + words)
                .put("lyrics", "[Verse]\nNot ours");
        String answer = send(HttpRequest.newBuilder(sandbox.resolve("/api/generate/submit"))
                .header("Authorization", "Bearer somebody")
                .POST(BodyPublishers.ofString(new JsonObject()
                        .put("model", "minimax-music-2.6")
                        .put("input", input)
                        .encode())));
        return new JsonObject(answer).getJsonObject("data").getString("task_id");
    }

    /** Waits, without a look of ours, until the provider has made the song. */
    void finished(String task) {
        Uni.createFrom()
                .item(() -> send(HttpRequest.newBuilder(sandbox.resolve("/api/generate/status/" + task))
                        .header("Authorization", "Bearer somebody")))
                .repeat()
                .withDelay(Duration.ofMillis(20))
                .indefinitely()
                .filter(answer -> answer.contains("finished"))
                .toUni()
                .await()
                .atMost(PATIENCE);
    }

    /** As a replica leaves it that does not follow the job. */
    void heardElsewhere(String id) {
        pool.preparedQuery("UPDATE callback_token SET heard_at = now() WHERE job_id = $1")
                .execute(Tuple.of(id))
                .await()
                .atMost(PATIENCE);
    }

    int call(URI address, String body) {
        return call(address, BodyPublishers.ofString(body));
    }

    int call(URI address, HttpRequest.BodyPublisher body) {
        try {
            return http.send(HttpRequest.newBuilder(address).POST(body).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
