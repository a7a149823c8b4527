package dev.segue.faults;

import dev.segue.PackagedSegue;
import dev.segue.database.TestDatabase;
import dev.segue.sandbox.Sandbox;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replicas as an operator runs them, on one database and one store, with the sandbox in the place of the providers. */
final class Fleet implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> KEYS =
            List.of("APIDOT_API_KEY", "AIMLAPI_API_KEY", "USEAPI_TOKEN", "APIINONE_API_KEY");
    private static final List<String> PROVIDERS = List.of("APIDOT", "AIMLAPI", "USEAPI", "APIINONE");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(Redirect.NORMAL)
            .build();
    private final TestDatabase database;
    private final Cable cable;
    private final List<PackagedSegue> replicas = new ArrayList<>();
    private final Map<String, JsonObject> creates = new LinkedHashMap<>();
    private final Sandbox sandbox;
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    Fleet(Path folder, Map<String, String> settings) {
        this(folder, settings, TestDatabase.fresh());
    }

    Fleet(Path folder, Map<String, String> settings, TestDatabase database) {
        this.folder = folder;
        this.database = database;
        cable = new Cable(vertx, database.url());
        sandbox = Sandbox.start(vertx, new Sandbox.Options(0, Optional.of(Duration.ofMillis(300)), Clock.systemUTC()))
                .toCompletableFuture()
                .join();
        KEYS.forEach(key -> environment.put(key, "key-of-a-test"));
        for (String provider : PROVIDERS) {
            environment.put(provider + "_BASE_URL", sandbox.address().toString());
            environment.put("SEGUE_PROVIDERS_" + provider + "_BREAKER_DELAY", "PT0.2S");
            environment.put("SEGUE_PROVIDERS_" + provider + "_CREATE_TIMEOUT", "PT3S");
            environment.put("SEGUE_PROVIDERS_" + provider + "_LOOK_TIMEOUT", "PT1S");
        }
        environment.putAll(Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                cable.url(),
                "QUARKUS_DATASOURCE_USERNAME",
                database.user(),
                "QUARKUS_DATASOURCE_PASSWORD",
                database.password(),
                "SEGUE_AUTH_MODE",
                "none",
                "SEGUE_AUDIO_ALLOW_PRIVATE_SOURCES",
                "true",
                "SEGUE_AUDIO_LOCATION",
                "file:" + folder.resolve("audio"),
                "JAVA_TOOL_OPTIONS",
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m"));
        environment.putAll(Map.of(
                "SEGUE_TRACKING_LEASE", "PT4S",
                "SEGUE_TRACKING_MIN_INTERVAL", "PT0.2S",
                "SEGUE_TRACKING_MAX_INTERVAL", "PT1S",
                "SEGUE_UPKEEP_RECONCILE_WINDOW", "PT8S",
                "SEGUE_UPKEEP_RECONCILE_MIN_INTERVAL", "PT0.5S",
                "SEGUE_UPKEEP_RECONCILE_MAX_INTERVAL", "PT1S"));
        environment.putAll(Map.of(
                "QUARKUS_FLYWAY_MIGRATE_AT_START", "false",
                "SEGUE_DATABASE_TIMEOUT", "PT3S",
                "SEGUE_WEBHOOK_ALLOW_PRIVATE_TARGETS", "true",
                "SEGUE_WEBHOOK_TIMEOUT", "PT2S",
                "SEGUE_WEBHOOK_SCHEDULE", "PT20S,PT20S"));
        environment.putAll(settings);
    }

    /** One more replica; its address is waited for when it is asked for. */
    PackagedSegue start() throws IOException {
        return start(Map.of());
    }

    PackagedSegue start(Map<String, String> more) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        PackagedSegue replica = PackagedSegue.start(folder, all);
        replicas.add(replica);
        return replica;
    }

    void kill(PackagedSegue replica) {
        replicas.remove(replica);
        replica.kill();
    }

    Cable cable() {
        return cable;
    }

    /** Through the cable. */
    TestDatabase database() {
        return new TestDatabase(cable.url(), database.user(), database.password());
    }

    /** @return the job's id, or nothing if it was not accepted */
    Optional<String> create(PackagedSegue at, JsonObject body) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(at.address() + "/v1/jobs"))
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body.encode()))
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() == 202
                    ? Optional.of(new JsonObject(answer.body()).getString("id"))
                    : Optional.empty();
        } catch (IOException died) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    void cancel(PackagedSegue at, String id) {
        try {
            http.send(
                    HttpRequest.newBuilder(URI.create(at.address() + "/v1/jobs/" + id + "/cancel"))
                            .timeout(PATIENCE)
                            .POST(BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.discarding());
        } catch (IOException | InterruptedException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /** Whether the replica calls itself ready; one that cannot be reached is not. */
    boolean isReady(PackagedSegue at) {
        try {
            return http.send(
                                    HttpRequest.newBuilder(URI.create(at.address() + "/q/health/ready"))
                                            .timeout(PATIENCE)
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException gone) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    byte[] get(PackagedSegue at, String path) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(at.address() + path))
                                    .timeout(PATIENCE)
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException | InterruptedException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /** The creates that the sandbox has received, whatever became of them. It forgets the older ones: what was seen is kept here. */
    Collection<JsonObject> creates() {
        try {
            String body = http.send(
                            HttpRequest.newBuilder(sandbox.address().resolve("/sandbox/requests"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            JsonArray all = new JsonObject(body).getJsonArray("requests");
            all.stream()
                    .map(JsonObject.class::cast)
                    .filter(request -> request.getBoolean("create"))
                    .forEach(create -> creates.put(create.encode(), create));
            return creates.values();
        } catch (IOException | InterruptedException cause) {
            throw new IllegalStateException(cause);
        }
    }

    @Override
    public void close() {
        replicas.forEach(PackagedSegue::kill);
        sandbox.stop().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
