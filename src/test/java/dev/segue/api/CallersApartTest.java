package dev.segue.api;

import static dev.segue.KeyedAccess.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.KeyedAccess;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers do to themselves touches no other. */
@QuarkusTest
@TestProfile(KeyedAccess.class)
class CallersApartTest {

    @Inject
    Tenants tenants;

    @TestHTTPResource
    URI server;

    @BeforeEach
    void makeKeys() {
        tenants.makeKeys();
    }

    @Test
    void idempotencyKey_ofAnother_isNotUsed() {
        // Given
        String key = UUID.randomUUID().toString();
        Response first = Tenants.json(with(tenants.ownersKey), Jobs.BODY)
                .header("Idempotency-Key", key)
                .post("/v1/jobs");

        // When
        Response second = Tenants.json(with(tenants.strangersKey), Jobs.BODY)
                .header("Idempotency-Key", key)
                .post("/v1/jobs");

        // Then
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.header("Idempotency-Replayed")).isNull();
        assertThat(second.<String>path("id")).isNotEqualTo(first.path("id"));
    }

    @Test
    void user_ofAnother_isNotForgotten() {
        // Given
        String id = tenants.ended();

        // When
        with(tenants.strangersKey).delete("/v1/jobs?user=u-17").then().statusCode(204);

        // Then
        with(tenants.ownersKey).get("/v1/jobs/" + id).then().statusCode(200);
    }

    @Test
    void usage_ofACaller_countsItsOwnJobsAlone() {
        // When
        tenants.waiting();

        // Then
        assertThat(with(tenants.ownersKey).get("/v1/usage").<Integer>path("jobs"))
                .isEqualTo(1);
        assertThat(with(tenants.strangersKey).get("/v1/usage").<Integer>path("jobs"))
                .isZero();
    }

    @Test
    void stream_ofACaller_tellsOfItsOwnJobsAlone() throws IOException, InterruptedException {
        // Given
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/v1/events"))
                .header("Authorization", "Bearer " + tenants.strangersKey)
                .build();
        List<String> heard = new ArrayList<>();
        try (Stream<String> lines = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body()) {
            // When
            String theirs = tenants.waiting();
            String mine = Tenants.json(with(tenants.strangersKey), Jobs.BODY)
                    .post("/v1/jobs")
                    .path("id");

            // Then
            lines.takeWhile(line -> !line.contains(mine)).forEach(heard::add);
            assertThat(heard).noneMatch(line -> line.contains(theirs));
        }
    }
}
