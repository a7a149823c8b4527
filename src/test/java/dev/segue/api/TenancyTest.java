package dev.segue.api;

import static dev.segue.KeyedAccess.made;
import static dev.segue.KeyedAccess.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.KeyedAccess;
import dev.segue.provider.http.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is another's does not exist. Every operation of the OpenAPI document (which OpenApiTest compares with the resources) is asked by somebody whose the job is not; one that the
 * table does not know fails, so that none is forgotten: say in {@link #operations} how it is asked.
 */
@QuarkusTest
@TestProfile(KeyedAccess.class)
class TenancyTest {

    private static final List<String> SCOPES = List.of("jobs:write", "jobs:read", "admin");

    private static final Set<Integer> CLOSED = Set.of(401, 403, 404);

    @Inject
    Tenants tenants;

    private final Map<List<String>, String> keys = new HashMap<>();

    /**
     * How an operation is tried.
     *
     * @param scope that it needs, or {@code null} if any will do
     * @param call as somebody with that key would make it, for the owner's job
     * @param rule what must hold of the stranger's call
     */
    private record Operation(String scope, Call call, Rule rule) {}

    @FunctionalInterface
    private interface Call {
        Response as(RequestSpecification caller);
    }

    private enum Rule {
        /** 404, while the owner finds it. */
        HIDDEN,
        /** An answer that does not name the owner's job, while the owner's does. */
        LEFT_OUT,
        /** The same answer for everybody. */
        COMMON,
        /** Said in a test of its own: below, or of callbacks, which no caller makes. */
        ELSEWHERE,
        /** For operators, who see no caller's jobs by it. */
        OPERATORS
    }

    private Map<String, Operation> operations() {
        Map<String, Operation> known = new TreeMap<>();
        known.put("get /v1/jobs/{id}", hidden("jobs:read", caller -> caller.get("/v1/jobs/" + tenants.ended())));
        known.put("delete /v1/jobs/{id}", hidden("jobs:write", caller -> caller.delete("/v1/jobs/" + tenants.ended())));
        known.put(
                "post /v1/jobs/{id}/cancel",
                hidden("jobs:write", caller -> caller.post("/v1/jobs/" + tenants.waiting() + "/cancel")));
        known.put(
                "get /v1/jobs/{id}/events",
                hidden("jobs:read", caller -> caller.get("/v1/jobs/" + tenants.ended() + "/events")));
        known.put(
                "get /v1/jobs/{id}/audio/{n}",
                hidden("jobs:read", caller -> caller.get("/v1/jobs/" + tenants.ended() + "/audio/0")));
        known.put(
                "head /v1/jobs/{id}/audio/{n}",
                hidden("jobs:read", caller -> caller.head("/v1/jobs/" + tenants.ended() + "/audio/0")));
        known.put(
                "get /v1/jobs/{id}/audio/{n}/waveform",
                hidden("jobs:read", caller -> caller.get("/v1/jobs/" + tenants.ended() + "/audio/0/waveform")));
        known.put(
                "get /v1/jobs/{id}/cover",
                hidden("jobs:read", caller -> caller.get("/v1/jobs/" + tenants.ended() + "/cover")));
        known.put(
                "post /v1/webhook-deliveries/{id}/redeliver",
                hidden(
                        "jobs:write",
                        caller -> caller.post(
                                "/v1/webhook-deliveries/" + tenants.delivery(tenants.ended()) + "/redeliver")));
        known.put(
                "get /v1/webhook-deliveries",
                hidden("jobs:read", caller -> caller.get("/v1/webhook-deliveries?job=" + tenants.ended())));
        known.put("get /v1/jobs", new Operation("jobs:read", caller -> caller.get("/v1/jobs"), Rule.LEFT_OUT));
        known.put("get /v1/models", common(caller -> caller.get("/v1/models")));
        known.put("get /v1/models/{model}", common(caller -> caller.get("/v1/models/minimax-music-2.6")));
        known.put("get /v1/providers", common(caller -> caller.get("/v1/providers")));
        known.put("get /v1/webhook-keys", common(caller -> caller.get("/v1/webhook-keys")));
        known.put("get /v1/keys", operators(caller -> caller.get("/v1/keys")));
        known.put(
                "post /v1/keys", operators(caller -> Tenants.json(caller, "{}").post("/v1/keys")));
        known.put("delete /v1/keys/{id}", operators(caller -> caller.delete("/v1/keys/" + "key_" + "0".repeat(32))));
        known.put("post /v1/keys/{id}/rotate", operators(caller -> caller.post("/v1/keys/key_0/rotate")));
        known.put("post /v1/jobs/{id}/resolve", operators(caller -> Tenants.json(caller, "{\"not_started\":true}")
                .post("/v1/jobs/" + tenants.waiting() + "/resolve")));
        known.put(
                "post /v1/jobs",
                new Operation(
                        "jobs:write", caller -> Tenants.json(caller, Jobs.BODY).post("/v1/jobs"), Rule.ELSEWHERE));
        known.put(
                "delete /v1/jobs",
                new Operation("jobs:write", caller -> caller.delete("/v1/jobs?user=nobody"), Rule.ELSEWHERE));
        known.put("get /v1/events", new Operation("jobs:read", null, Rule.ELSEWHERE));
        known.put("post /v1/callbacks/{provider}/{token}", new Operation(null, null, Rule.ELSEWHERE));
        known.put("get /v1/usage", new Operation("jobs:read", caller -> caller.get("/v1/usage"), Rule.ELSEWHERE));
        known.put("post /v1/providers/{id}/pause", operators(caller -> caller.post("/v1/providers/nobody/pause")));
        known.put("post /v1/providers/{id}/resume", operators(caller -> caller.post("/v1/providers/nobody/resume")));
        dialects(known);
        return known;
    }

    private void dialects(Map<String, Operation> known) {
        known.put("post /v2/generate/audio", sample("aimlapi", "create-request-minimax-music-2.6"));
        known.put(
                "get /v2/generate/audio",
                hidden("jobs:read", caller -> caller.get("/v2/generate/audio?generation_id=" + tenants.ended())));
        known.put("post /api/v1/audio/music", sample("apiinone", "create-request"));
        known.put(
                "get /api/v1/tasks/{task_id}",
                hidden("jobs:read", caller -> caller.get("/api/v1/tasks/" + tenants.ended())));
        known.put("post /api/generate/submit", sample("apidot", "create-request-minimax-music-2.6-instrumental"));
        known.put(
                "get /api/generate/status/{task_id}",
                hidden("jobs:read", caller -> caller.get("/api/generate/status/" + tenants.ended())));
        known.put(
                "get /api/generate/detail/music",
                hidden("jobs:read", caller -> caller.get("/api/generate/detail/music?task_id=" + tenants.ended())));
        String music = "/v1/minimax/music";
        known.put(
                "get " + music + "/create", // with a key that is too long, for the song would be waited for
                new Operation(
                        "jobs:write",
                        caller -> caller.header("Idempotency-Key", "k".repeat(256))
                                .get(music + "/create?styleId=abcdef&prompt=Side by side through thick and thin"),
                        Rule.ELSEWHERE));
        known.put(
                "get " + music + "/{musicId}",
                hidden("jobs:read", caller -> caller.get(music + "/" + tenants.ended())));
        known.put("get " + music, new Operation("jobs:read", caller -> caller.get(music + "/"), Rule.LEFT_OUT));
        known.put(
                "get " + music + "/styles",
                new Operation("jobs:read", caller -> caller.get(music + "/styles/"), Rule.COMMON));
    }

    @BeforeEach
    void makeKeys() {
        tenants.makeKeys();
    }

    @Test
    void document_hasNoOperationThatNobodyTries() {
        // When
        Map<String, Map<String, Object>> paths =
                given().accept("application/json").get("/q/openapi").jsonPath().getMap("paths");

        // Then
        Set<String> documented = paths.entrySet().stream()
                .flatMap(path -> path.getValue().keySet().stream()
                        .filter(Set.of("get", "head", "post", "put", "patch", "delete")::contains)
                        .map(method -> method + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(operations().keySet()).containsAll(documented);
    }

    @TestFactory
    Stream<DynamicTest> operation_askedByAStranger_showsNothingOfTheOwners() {
        return operations().entrySet().stream()
                .filter(known -> known.getValue().rule() != Rule.ELSEWHERE)
                .map(known -> DynamicTest.dynamicTest(known.getKey(), () -> asked(known.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> operation_askedWithoutItsScope_isRefused() {
        return operations().entrySet().stream()
                .filter(known -> known.getValue().call() != null)
                .map(known -> DynamicTest.dynamicTest(known.getKey(), () -> scoped(known.getValue())));
    }

    private void asked(Operation operation) {
        // Given
        tenants.forgetJobs();

        // When
        Response strange = operation.call().as(with(tenants.strangersKey));
        Response own = operation.call().as(with(tenants.ownersKey));

        // Then
        switch (operation.rule()) {
            case HIDDEN -> {
                assertThat(strange.statusCode()).isEqualTo(404);
                assertThat(own.statusCode()).isNotIn(CLOSED).isLessThan(500);
            }
            case LEFT_OUT -> {
                String id = tenants.ended();
                assertThat(operation.call().as(with(tenants.ownersKey)).asString())
                        .contains(id);
                assertThat(operation.call().as(with(tenants.strangersKey)).asString())
                        .doesNotContain("job_");
            }
            case COMMON -> {
                assertThat(own.statusCode()).isEqualTo(200);
                assertThat(strange.asString()).isEqualTo(own.asString()).doesNotContain("job_", tenants.owner);
            }
            default ->
                assertThat(List.of(strange.statusCode(), own.statusCode())).containsOnly(403);
        }
    }

    private void scoped(Operation operation) {
        // Given
        tenants.forgetJobs();
        List<String> others = SCOPES.stream()
                .filter(scope -> !scope.equals(operation.scope()))
                .toList();

        // When
        Response without = operation.call().as(given());
        Response allOthers = operation.call().as(with(keyWith(others)));
        Response only =
                operation.call().as(with(keyWith(List.of(operation.scope() == null ? "admin" : operation.scope()))));

        // Then
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(allOthers.statusCode() == 403).isEqualTo(operation.scope() != null);
        assertThat(only.statusCode()).isNotIn(401, 403).isLessThan(500);
    }

    private Operation hidden(String scope, Call call) {
        return new Operation(scope, call, Rule.HIDDEN);
    }

    /** A create as a client of that provider's makes it. */
    private static Operation sample(String provider, String name) {
        JsonObject sample = Samples.read(provider, name);
        return new Operation(
                "jobs:write",
                caller -> Tenants.json(caller, sample.getJsonObject("body").encode())
                        .post(sample.getString("path")),
                Rule.ELSEWHERE);
    }

    private Operation common(Call call) {
        return new Operation(null, call, Rule.COMMON);
    }

    private Operation operators(Call call) {
        return new Operation("admin", call, Rule.OPERATORS);
    }

    private String keyWith(List<String> scopes) {
        return keys.computeIfAbsent(scopes, some -> {
            String words = some.stream().map(scope -> "\"" + scope + "\"").collect(Collectors.joining(","));
            return made("{\"name\":\"test\",\"project\":\"%s\",\"scopes\":[%s]}".formatted(tenants.owner, words))
                    .path("key");
        });
    }
}
