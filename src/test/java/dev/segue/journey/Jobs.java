package dev.segue.journey;

import dev.segue.budget.Terms;
import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Acceptances;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Hands jobs to the running program behind its doors, and reads what the sandbox saw of them. */
@ApplicationScoped
class Jobs {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Ledger ledger;

    @Inject
    Acceptances acceptances;

    @Inject
    @Named("sandbox")
    URI sandbox;

    private final HttpClient http = HttpClient.newHttpClient();

    /** A request that both routes of minimax-music-2.6 accept; the marker tells it from all others. */
    static JsonObject song(String words) {
        return new JsonObject()
                .put("model", "minimax-music-2.6")
                .put("prompt", "A song about rain " + UUID.randomUUID() + " " + words)
                .put("lyrics", "[Verse]\nIt rains and rains");
    }

    /** A request for useapi.net, which makes one song at a time and answers when it is there. */
    static JsonObject useapiSong(String words) {
        return new JsonObject()
                .put("model", "minimax-music")
                .put("style_id", "abcdef")
                .put("lyrics", "It rains " + UUID.randomUUID() + " " + words);
    }

    String accept(JsonObject request, String... routes) {
        return accept("anonymous", 60, request, routes);
    }

    String accept(String caller, int deadlineSeconds, JsonObject request, String... routes) {
        return accept(caller, Terms.FREE, deadlineSeconds, request, routes);
    }

    String accept(String caller, Terms terms, int deadlineSeconds, JsonObject request, String... routes) {
        Instant now = Instant.now();
        String id = "job_" + Long.toString(System.nanoTime(), 36)
                + UUID.randomUUID().toString().substring(0, 8);
        Job job =
                Job.queued(id, request.getString("model"), null, null, Map.of(), now, now.plusSeconds(deadlineSeconds));
        acceptances
                .accept(new Acceptance(job, caller, request.encode(), List.of(routes), routes[0], null).under(terms))
                .await()
                .atMost(PATIENCE);
        return id;
    }

    void cancel(String id) {
        ledger.change(id, entry -> Optional.of(Change.to(entry.job().become(new JobState.Cancelled(), Instant.now()))))
                .await()
                .atMost(PATIENCE);
    }

    Job now(String id) {
        return ledger.find(id).await().atMost(PATIENCE).map(Entry::job).orElseThrow();
    }

    Job ended(String id) {
        return once(id, Job::ended);
    }

    Job once(String id, Predicate<Job> condition) {
        return Uni.createFrom()
                .deferred(() -> ledger.find(id))
                .map(found -> found.map(Entry::job).orElseThrow())
                .repeat()
                .withDelay(Duration.ofMillis(20))
                .indefinitely()
                .select()
                .first(seen -> !condition.test(seen))
                .collect()
                .last()
                .chain(last -> ledger.find(id))
                .map(found -> found.map(Entry::job).orElseThrow())
                .await()
                .atMost(PATIENCE);
    }

    /** Creates received by the sandbox whose words hold the request's own. */
    List<JsonObject> creates(JsonObject request) {
        String mark = request.getString("prompt", request.getString("lyrics"))
                .split(" ")[request.containsKey("prompt") ? 4 : 2];
        return requests().stream()
                .filter(seen -> seen.getBoolean("create") && seen.encode().contains(mark))
                .toList();
    }

    List<JsonObject> requests() {
        return desk("requests");
    }

    /** The ids of all tasks that a provider has started. */
    Set<String> tasks(String provider) {
        return desk("tasks").stream()
                .filter(task -> task.getString("provider").equals(provider))
                .map(task -> task.getString("id"))
                .collect(Collectors.toSet());
    }

    /** A song that somebody else made on the same account, with the same words. */
    void makeAtUseapi(String lyrics) {
        get("/v1/minimax/music/create?styleId=abcdef&prompt=" + URLEncoder.encode(lyrics, StandardCharsets.UTF_8));
    }

    /** The sandbox as after a start. */
    void reset() {
        send(request("/sandbox/reset").POST(BodyPublishers.noBody()));
    }

    /** Asks until the answer is right. */
    <T> T until(Duration patience, Supplier<T> ask, Predicate<T> right) {
        return Uni.createFrom()
                .item(ask)
                .repeat()
                .withDelay(Duration.ofMillis(100))
                .indefinitely()
                .filter(right)
                .toUni()
                .await()
                .atMost(patience);
    }

    private List<JsonObject> desk(String what) {
        JsonArray all = new JsonObject(get("/sandbox/" + what)).getJsonArray(what);
        return all.stream().map(JsonObject.class::cast).toList();
    }

    private String get(String target) {
        return send(request(target));
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(sandbox + target)).header("Authorization", "Bearer of-a-stranger");
    }

    private String send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
