package dev.segue.access.key;

import static dev.segue.KeyedAccess.ADMIN;
import static dev.segue.KeyedAccess.keyOf;
import static dev.segue.KeyedAccess.made;
import static dev.segue.KeyedAccess.with;
import static dev.segue.access.key.KeyOrders.order;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.segue.KeyedAccess;
import dev.segue.api.Jobs;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(KeyedAccess.class)
class KeysTest {

    private static final String ORDER = """
            {"name": "web", "project": "shop", "scopes": ["jobs:write", "jobs:read"], "requests_per_second": 2000,
             "burst": 4000, "max_jobs_in_flight": 50, "max_jobs_queued": 1000, "monthly_budget_usd": 100.5,
             "expires_at": "2099-01-01T01:00:00+01:00"}
            """;

    @Inject
    Pool pool;

    @Inject
    LastUses uses;

    @Test
    void key_whenMade_isShownThisOnceAndKeptAsAHash() {
        // When
        Response answer = made(ORDER);

        // Then
        JsonPath key = answer.jsonPath();
        String text = key.getString("key");
        assertThat(text).matches("sk_[A-Za-z0-9_-]{56}").startsWith(key.getString("prefix"));
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(key.getMap(""))
                .containsEntry("project", "shop")
                .containsEntry("scopes", List.of("jobs:write", "jobs:read"))
                .containsEntry("requests_per_second", 2000)
                .containsEntry("burst", 4000)
                .containsEntry("max_jobs_in_flight", 50)
                .containsEntry("max_jobs_queued", 1000)
                .containsEntry("monthly_budget_usd", 100.5f)
                .containsEntry("expires_at", "2099-01-01T00:00:00Z")
                .containsEntry("last_used_at", null);
        String list =
                with(ADMIN).get("/v1/keys").then().statusCode(200).extract().asString();
        assertThat(list).contains(key.getString("id"), key.getString("prefix")).doesNotContain(text, "\"key\":");
        assertThat(everything("api_key")).contains(key.getString("id")).doesNotContain(text);
    }

    @Test
    void deletedKey_opensNothingAndItsProjectKeepsItsJobs() {
        // Given
        String project = UUID.randomUUID().toString();
        JsonPath first = made(order("\"project\":\"" + project + "\"")).jsonPath();
        String job = job(first.getString("key"));

        // When
        with(ADMIN).delete("/v1/keys/" + first.getString("id")).then().statusCode(204);

        // Then
        with(first.getString("key")).get("/v1/jobs/" + job).then().statusCode(401);
        with(keyOf(project)).get("/v1/jobs/" + job).then().statusCode(200);
        with(ADMIN).get("/v1/keys").then().body("data.id", not(hasItem(first.getString("id"))));
        with(ADMIN).delete("/v1/keys/" + first.getString("id")).then().statusCode(404);
    }

    @Test
    void rotatedKey_opensForTheOverlapWhatTheNewOneDoes() {
        // Given
        JsonPath old =
                made(order("\"burst\":4000,\"requests_per_second\":2000")).jsonPath();
        String job = job(old.getString("key"));

        // When
        JsonPath fresh =
                rotated(old.getString("id"), "{\"overlap_seconds\":3600}").jsonPath();

        // Then
        for (String key : List.of(old.getString("key"), fresh.getString("key"))) {
            with(key).get("/v1/jobs/" + job).then().statusCode(200);
        }
        assertThat(fresh.getString("id")).isNotEqualTo(old.getString("id"));
        assertThat(fresh.getInt("burst")).isEqualTo(4000);
        assertThat(fresh.getString("expires_at")).isNull();
        Map<String, String> listed =
                with(ADMIN).get("/v1/keys").jsonPath().getMap("data.find { it.id == '" + old.getString("id") + "' }");
        assertThat(listed).containsEntry("replaced_by", fresh.getString("id"));
        assertThat(listed.get("expires_at")).isNotNull();
    }

    @Test
    void rotatedKey_withoutOverlap_opensNothingAtOnce() {
        // Given
        JsonPath old = made(order("\"project\":\"p\"")).jsonPath();
        String job = job(old.getString("key"));

        // When
        JsonPath fresh = rotated(old.getString("id"), "{\"overlap_seconds\":0}").jsonPath();

        // Then
        with(old.getString("key")).get("/v1/jobs/" + job).then().statusCode(401);
        with(fresh.getString("key")).get("/v1/jobs/" + job).then().statusCode(200);
    }

    @Test
    void rotation_ofWhatCannotBeRotated_isRefused() {
        // Given
        String id = made(order("\"project\":\"p\"")).path("id");
        rotated(id, "");

        // Then
        rotation(id, "").statusCode(409);
        rotation("key_" + "0".repeat(32), "").statusCode(404);
        rotation("nonsense", "").statusCode(404);
        rotation(id, "{\"overlap_seconds\":-1}").statusCode(422).body("errors[0].pointer", equalTo("/overlap_seconds"));
        rotation(id, "{\"overlap\":1}").statusCode(400);
    }

    @Test
    void key_pastItsExpiry_opensNothing() {
        // Given
        JsonPath key = made(order("\"project\":\"p\"")).jsonPath();

        // When
        run("UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = $1", key.getString("id"));

        // Then
        with(key.getString("key")).get("/v1/jobs").then().statusCode(401);
    }

    @Test
    void keysOfOneProject_shareTheLeastOfTheirLimits() {
        // Given
        String project = UUID.randomUUID().toString();
        made(order("\"project\":\"" + project + "\",\"max_jobs_in_flight\":5,\"monthly_budget_usd\":10"));

        // When
        made(order("\"project\":\"" + project + "\",\"max_jobs_in_flight\":50"));

        // Then
        Row limits =
                run("SELECT * FROM caller_limits WHERE caller = $1", project).get(0);
        assertThat(limits.getInteger("max_jobs_in_flight")).isEqualTo(5);
        assertThat(limits.getBigDecimal("monthly_budget_usd")).isEqualByComparingTo("10");
        assertThat(limits.getInteger("burst")).isNull();
    }

    @Test
    void lastUse_isWrittenLater() {
        // Given
        JsonPath key = made(order("\"project\":\"p\"")).jsonPath();
        with(key.getString("key")).get("/v1/jobs").then().statusCode(200);

        // When
        uses.write().await().atMost(Duration.ofSeconds(10));

        // Then
        with(ADMIN)
                .get("/v1/keys")
                .then()
                .body(
                        "data.find { it.id == '" + key.getString("id") + "' }.last_used_at.startsWith('20')",
                        equalTo(true));
    }

    @Test
    void deeds_leaveALineThatSaysWhoAndNoSecret() {
        // Given
        JsonPath operator = made("{\"name\":\"op\",\"scopes\":[\"admin\"],\"project\":\"ops\"}")
                .jsonPath();
        JsonPath key = with(operator.getString("key"))
                .contentType("application/json")
                .body(order("\"project\":\"p\""))
                .post("/v1/keys")
                .jsonPath();

        // When
        String id = key.getString("id");
        JsonPath fresh = rotated(id, "").jsonPath();
        with(ADMIN).delete("/v1/keys/" + id).then().statusCode(204);
        with(ADMIN).delete("/v1/keys/" + id).then().statusCode(404);

        // Then
        assertThat(run("SELECT actor, action FROM audit WHERE object = $1 ORDER BY id", id))
                .extracting(line -> line.getString(0) + " " + line.getString(1))
                .containsExactly(operator.getString("id") + " key.create", "admin key.rotate", "admin key.delete");
        assertThat(everything("audit")).doesNotContain(key.getString("key"), fresh.getString("key"));
    }

    @Test
    void wrongKey_howeverMade_isRefused() {
        // Given
        String right = keyOf("p");
        String resealed = right.substring(0, right.length() - 1) + (right.endsWith("A") ? "B" : "A");

        for (String wrong : List.of(resealed, "sk_" + "x".repeat(56), "sk_", "", "sk_admin2", "sk_" + "é".repeat(56))) {
            // When
            Response answer = given().header("Authorization", "Bearer " + wrong).get("/v1/jobs");

            // Then
            assertThat(answer.statusCode()).as(wrong).isEqualTo(401);
        }
    }

    private static Response rotated(String id, String body) {
        return rotation(id, body).statusCode(201).extract().response();
    }

    private static ValidatableResponse rotation(String id, String body) {
        return with(ADMIN)
                .contentType("application/json")
                .body(body)
                .post("/v1/keys/" + id + "/rotate")
                .then();
    }

    private static String job(String key) {
        return with(key)
                .contentType("application/json")
                .body(Jobs.BODY)
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private String everything(String table) {
        return run("SELECT coalesce(string_agg(t::text, ' '), '') FROM " + table + " t WHERE $1 = ''", "")
                .get(0)
                .getString(0);
    }

    private List<Row> run(String sql, String value) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(value))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
