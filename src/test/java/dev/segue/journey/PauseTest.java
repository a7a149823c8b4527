package dev.segue.journey;

import static dev.segue.journey.Jobs.song;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.job.Status;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PauseTest {

    @Inject
    Jobs jobs;

    @AfterEach
    void resume() {
        given().post("/v1/providers/apidot/resume").then().statusCode(200);
    }

    @Test
    void pausedProvider_isShownAndGetsNothing_untilItIsResumed() {
        // Given
        given().post("/v1/providers/apidot/pause")
                .then()
                .statusCode(200)
                .body("id", equalTo("apidot"))
                .body("paused", equalTo(true))
                .body("healthy", equalTo(true));

        // When
        String waiting = jobs.accept(song(""), "apidot");
        Job elsewhere = jobs.ended(jobs.accept(song(""), "apidot", "aimlapi"));

        // Then
        assertThat(elsewhere.attempts()).extracting(Attempt::provider).containsExactly("aimlapi");
        assertThat(jobs.now(waiting).status()).isEqualTo(Status.QUEUED);
        given().get("/v1/providers")
                .then()
                .body("data.find { it.id == 'apidot' }.paused", equalTo(true))
                .body("data.find { it.id == 'aimlapi' }.paused", equalTo(false));
        given().post("/v1/providers/apidot/resume").then().body("paused", equalTo(false));
        assertThat(jobs.ended(waiting).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void pause_leavesWhatIsUnderWayAlone() {
        // Given
        String running = jobs.accept(song("[[sandbox:duration=1s]]"), "apidot");
        jobs.once(running, job -> job.status() == Status.GENERATING);

        // When
        given().post("/v1/providers/apidot/pause").then().statusCode(200);

        // Then
        assertThat(jobs.ended(running).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void pause_ofAnUnknownProvider_isNotFound() {
        // When / Then
        given().post("/v1/providers/nobody/pause").then().statusCode(404).contentType("application/problem+json");
    }
}
