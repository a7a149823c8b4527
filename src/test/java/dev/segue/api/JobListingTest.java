package dev.segue.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.segue.HeldDispatch;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(HeldDispatch.class)
class JobListingTest {

    private final String user = UUID.randomUUID().toString();
    private final String body = Jobs.BODY.replace("u-17", user);

    @Inject
    Jobs jobs;

    @Test
    void pages_whileOthersCreateJobs_holdEachEarlierJobOnceNewestFirst() {
        // Given
        List<String> created = new ArrayList<>(
                IntStream.range(0, 25).mapToObj(n -> Jobs.create(body)).toList());

        // When
        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonPath page =
                    given().get("/v1/jobs?user=" + user + "&limit=7" + next).jsonPath();
            seen.addAll(page.getList("data.id"));
            next = page.getString("next") == null ? null : "&after=" + page.getString("next");
            Jobs.create(body);
        }

        // Then
        created.sort(Comparator.reverseOrder());
        assertThat(seen).isEqualTo(created);
    }

    @Test
    void list_filtered_holdsOnlyWhatMatches() {
        // Given
        String queued = Jobs.create(body);
        String generating = Jobs.create(body);
        jobs.generating(generating);

        // Then
        given().get("/v1/jobs?status=generating&user=" + user)
                .then()
                .statusCode(200)
                .body("data.id", contains(generating))
                .body("data[0].progress.percent", notNullValue())
                .body("next", nullValue());
        given().get("/v1/jobs?status=queued&user=" + user).then().body("data.id", contains(queued));
        given().get("/v1/jobs?provider=aimlapi&user=" + user).then().body("data.id", contains(generating));
        given().get("/v1/jobs?model=minimax-music-2.6&user=" + user).then().body("data", hasSize(2));
        given().get("/v1/jobs?model=lyria-2&user=" + user).then().body("data", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,422",
        "limit=101,422",
        "limit=many,400",
        "status=done,422",
        "after=nonsense,400",
        "after=%2A,400",
        "user=%00,422",
        "model=%00,422",
        "limit=1,200",
        "limit=100,200"
    })
    void query_outOfBounds_isAProblem(String query, int status) {
        // Then
        given().urlEncodingEnabled(false)
                .get("/v1/jobs?" + query)
                .then()
                .statusCode(status)
                .contentType(status == 200 ? "application/json" : "application/problem+json");
    }
}
