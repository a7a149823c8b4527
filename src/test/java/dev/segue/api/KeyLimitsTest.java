package dev.segue.api;

import static dev.segue.KeyedAccess.made;
import static dev.segue.KeyedAccess.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.segue.KeyedAccess;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(KeyedAccess.class)
class KeyLimitsTest {

    /** Costs ten cents and nothing more. */
    private static final String SONG = """
            {"model": "minimax-music-2.6", "prompt": "Uplifting indie pop", "lyrics": "la la la la la",
             "providers": ["apidot"], "failover": false}
            """;

    @TestHTTPResource("/v1/jobs")
    URI jobs;

    @Test
    void creates_inParallelWithMoneyForTen_makeTen() {
        // Given
        String key = key("\"monthly_budget_usd\": 1.00");
        HttpRequest create = HttpRequest.newBuilder(jobs)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(SONG))
                .build();
        HttpClient client = HttpClient.newHttpClient();

        // When
        List<CompletableFuture<HttpResponse<String>>> creates = Stream.generate(
                        () -> client.sendAsync(create, BodyHandlers.ofString()))
                .limit(100)
                .toList();

        // Then
        List<Integer> statuses = creates.stream()
                .map(answer -> answer.join().statusCode())
                .sorted()
                .toList();
        assertThat(statuses.subList(0, 10)).containsOnly(202);
        assertThat(statuses.subList(10, 100)).containsOnly(402);
        with(key)
                .get("/v1/usage")
                .then()
                .body("jobs", equalTo(10))
                .body("reserved_usd", equalTo(1.0f))
                .body("monthly_budget_usd", equalTo(1.0f))
                .body("budget_left_usd", equalTo(0.0f));
    }

    @Test
    void create_beyondTheBudget_isToldWhatIsLeft() {
        // Given
        String key = key("\"monthly_budget_usd\": 0.15");
        create(key);

        // When
        Response refused = create(key);

        // Then
        refused.then().statusCode(402).contentType("application/problem+json").body("detail", containsString("0.05"));
    }

    @Test
    void create_beyondTheQueue_isToldWhenToComeBack() {
        // Given one that may go at once, and one that waits for it
        String key = key("\"max_jobs_in_flight\": 1, \"max_jobs_queued\": 1");
        create(key).then().statusCode(202);
        create(key).then().statusCode(202);

        // When
        Response refused = create(key);

        // Then
        String retryAfter = refused.then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                .extract()
                .header("Retry-After");
        assertThat(refused.headers().getValues("RateLimit-Policy")).containsExactly("\"queue\";q=1");
        assertThat(refused.headers().getValues("RateLimit")).containsExactly("\"queue\";r=0;t=" + retryAfter);
    }

    @Test
    void create_beyondTheQueueOfAKeyWithARate_isToldOfBoth() {
        // Given
        String key = key("\"requests_per_second\": 1, \"burst\": 40, \"max_jobs_queued\": 1");
        create(key).then().statusCode(202);

        // When
        Response refused = create(key);

        // Then
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().getValues("RateLimit-Policy"))
                .containsExactly("\"caller\";q=40;w=40", "\"queue\";q=1");
        assertThat(refused.headers().getValues("RateLimit"))
                .satisfiesExactly(rate -> assertThat(rate).startsWith("\"caller\";r="), queue -> assertThat(queue)
                        .startsWith("\"queue\";r=0;t="));
    }

    private static Response create(String key) {
        return with(key).contentType("application/json").body(SONG).post("/v1/jobs");
    }

    private static String key(String limits) {
        return made("{\"name\": \"test\", \"scopes\": [\"jobs:write\", \"jobs:read\"], " + limits + "}")
                .path("key");
    }
}
