package dev.segue.access.key;

import static dev.segue.KeyedAccess.ADMIN;
import static dev.segue.KeyedAccess.made;
import static dev.segue.KeyedAccess.with;
import static dev.segue.access.key.KeyOrders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import dev.segue.KeyedAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(KeyedAccess.class)
class KeyOrdersTest {

    @Test
    void key_withNameAndScopesAlone_hasNoLimits() {
        // When
        JsonPath key = made("{\"name\":\"bare\",\"scopes\":[\"admin\"],\"burst\":null}")
                .jsonPath();

        // Then
        assertThat(key.getMap(""))
                .containsEntry("project", null)
                .containsEntry("requests_per_second", null)
                .containsEntry("monthly_budget_usd", null)
                .containsEntry("expires_at", null);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(400, "{\"name\":\"a\",\"scopes\":[\"admin\"],\"colour\":1}", "/colour"),
                Arguments.of(400, "{\"name\":7,\"scopes\":[\"admin\"]}", "/name"),
                Arguments.of(400, "{\"name\":\"a\",\"scopes\":\"admin\"}", "/scopes"),
                Arguments.of(400, "{\"name\":\"a\",\"scopes\":[1]}", "/scopes/0"),
                Arguments.of(400, order("\"requests_per_second\":1.5"), "/requests_per_second"),
                Arguments.of(400, order("\"monthly_budget_usd\":\"9\""), "/monthly_budget_usd"),
                Arguments.of(400, order("\"expires_at\":17"), "/expires_at"),
                Arguments.of(422, "{\"scopes\":[\"admin\"]}", "/name"),
                Arguments.of(422, "{\"name\":\" \",\"scopes\":[\"admin\"]}", "/name"),
                Arguments.of(422, "{\"name\":\"a\\u0000\",\"scopes\":[\"admin\"]}", "/name"),
                Arguments.of(422, "{\"name\":\"a\\ud800\",\"scopes\":[\"admin\"]}", "/name"),
                Arguments.of(422, "{\"name\":\"" + "a".repeat(101) + "\",\"scopes\":[\"admin\"]}", "/name"),
                Arguments.of(422, "{\"name\":\"a\"}", "/scopes"),
                Arguments.of(422, "{\"name\":\"a\",\"scopes\":[]}", "/scopes"),
                Arguments.of(422, "{\"name\":\"a\",\"scopes\":[\"root\"]}", "/scopes/0"),
                Arguments.of(422, "{\"name\":\"a\",\"scopes\":[\"admin\",\"admin\"]}", "/scopes/1"),
                Arguments.of(422, order("\"project\":\"\""), "/project"),
                Arguments.of(422, order("\"requests_per_second\":0"), "/requests_per_second"),
                Arguments.of(422, order("\"requests_per_second\":99999999999999999999"), "/requests_per_second"),
                Arguments.of(422, order("\"burst\":5"), "/burst"),
                Arguments.of(422, order("\"max_jobs_in_flight\":0"), "/max_jobs_in_flight"),
                Arguments.of(422, order("\"max_jobs_queued\":-1"), "/max_jobs_queued"),
                Arguments.of(422, order("\"monthly_budget_usd\":-0.01"), "/monthly_budget_usd"),
                Arguments.of(422, order("\"monthly_budget_usd\":1e999"), "/monthly_budget_usd"),
                Arguments.of(422, order("\"monthly_budget_usd\":0.0000001"), "/monthly_budget_usd"),
                Arguments.of(422, order("\"expires_at\":\"tomorrow\""), "/expires_at"),
                Arguments.of(422, order("\"expires_at\":\"2020-01-01T00:00:00Z\""), "/expires_at"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void order_thatIsWrong_isRefusedAtItsField(int status, String body, String pointer) {
        // Then
        ordered(body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "null"})
    void order_thatIsNoObject_isMalformed(String body) {
        // Then
        ordered(body).statusCode(400);
    }

    private static ValidatableResponse ordered(String body) {
        return with(ADMIN)
                .contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/keys")
                .then();
    }
}
