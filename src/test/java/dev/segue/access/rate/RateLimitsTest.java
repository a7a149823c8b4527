package dev.segue.access.rate;

import static dev.segue.KeyedAccess.made;
import static dev.segue.KeyedAccess.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.segue.KeyedAccess;
import dev.segue.access.Caller;
import dev.segue.access.Limits;
import dev.segue.access.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(KeyedAccess.class)
class RateLimitsTest {

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    @Test
    void caller_beyondItsRate_isToldWhenToComeBack() {
        // Given
        String project = UUID.randomUUID().toString();
        String key = limited(project);
        String other = limited(project);
        with(key).get("/v1/jobs").then().statusCode(200).header("RateLimit", "\"caller\";r=1;t=1");
        with(other)
                .get("/v1/jobs/nothing")
                .then()
                .statusCode(404)
                .header("RateLimit", startsWith("\"caller\";r=0;"))
                .header("RateLimit-Policy", "\"caller\";q=2;w=2");

        // When
        // Then
        with(key)
                .get("/v1/models")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("1"))
                .header("RateLimit", startsWith("\"caller\";r=0;"))
                .header("RateLimit-Policy", "\"caller\";q=2;w=2")
                .body("status", equalTo(429));
    }

    @Test
    void caller_withoutARate_isNotToldOfAny() {
        // Given
        String key = KeyedAccess.keyOf("unlimited");

        // When
        // Then
        with(key)
                .get("/v1/jobs")
                .then()
                .statusCode(200)
                .header("RateLimit", nullValue())
                .header("RateLimit-Policy", nullValue());
    }

    @Test
    void caller_ofTwoReplicas_getsOneRateOfBothTogether() {
        // Given
        RateLimits one = new RateLimits(pool, vertx, () -> 0);
        RateLimits two = new RateLimits(pool, vertx, () -> 0);
        Caller caller =
                new Caller(UUID.randomUUID().toString(), Set.of(Scope.JOBS_READ), new Limits(1, 10, null, null, null));
        take(one, caller);
        take(two, caller);
        share(one);
        share(two);
        take(one, caller);
        take(one, caller);
        take(two, caller);

        // When
        share(one);
        share(two);

        // Then
        assertThat(take(two, caller).remaining()).isEqualTo(10 - 2 - 2 - 1);
    }

    private static Turn take(RateLimits replica, Caller caller) {
        return replica.take(caller).orElseThrow();
    }

    private static void share(RateLimits replica) {
        replica.share().await().atMost(Duration.ofSeconds(10));
    }

    private static String limited(String project) {
        return made("""
                {"name": "slow", "project": "%s", "scopes": ["jobs:read"], "requests_per_second": 1, "burst": 2}
                """.formatted(project)).path("key");
    }
}
