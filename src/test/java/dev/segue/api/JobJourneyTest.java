package dev.segue.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.segue.HeldDispatch;
import dev.segue.job.JobError;
import dev.segue.job.JobState;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(HeldDispatch.class)
class JobJourneyTest {

    @Inject
    Jobs jobs;

    @Test
    void job_created_isQueuedAndShownWhole() {
        // When
        ValidatableResponse answer = given().contentType("application/json")
                .body(Jobs.BODY)
                .post("/v1/jobs")
                .then();

        // Then
        String id = answer.statusCode(202)
                .contentType("application/json")
                .body("id", matchesPattern("job_[0-9a-hjkmnp-tv-z]{26}"))
                .body("status", equalTo("queued"))
                .body("version", equalTo(1))
                .body("model", equalTo("minimax-music-2.6"))
                .body("title", equalTo("City lights"))
                .body("user", equalTo("u-17"))
                .body("metadata.order", equalTo("42"))
                .body("queue.position", greaterThanOrEqualTo(1))
                .body("audio", equalTo(List.of()))
                .body("attempts", equalTo(List.of()))
                .body("created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"))
                .body("", hasKey("provider"))
                .body("", hasKey("progress"))
                .body("", hasKey("error"))
                .body("", hasKey("cost"))
                .body("", hasKey("started_at"))
                .body("", hasKey("ended_at"))
                .body("links.audio", nullValue())
                .body("links.events", containsString("/events?ticket="))
                .body("", not(hasKey("prompt")))
                .extract()
                .path("id");
        answer.header("Location", containsString("/v1/jobs/" + id)).body("links.self", equalTo("/v1/jobs/" + id));
    }

    @Test
    void job_createdByACallerWhoWillNotWait_isAnsweredAtOnce() {
        // When
        ValidatableResponse answer = given().contentType("application/json")
                .header("Prefer", "wait=0")
                .body(Jobs.BODY)
                .post("/v1/jobs")
                .then();

        // Then
        answer.statusCode(202).header("Preference-Applied", equalTo("wait=0")).body("status", equalTo("queued"));
    }

    @Test
    void job_unchanged_isNotSentAgain() {
        // Given
        String id = Jobs.create("{\"model\":\"minimax-music-2.6\",\"prompt\":\"warm and slow\",\"instrumental\":true}");
        jobs.submitting(id);
        jobs.move(id, job -> job.become(new JobState.Cancelled(), Instant.EPOCH));
        String etag =
                given().get("/v1/jobs/" + id).then().statusCode(200).extract().header("ETag");

        // When
        ValidatableResponse answer = given().header("If-None-Match", "\"other\", " + etag)
                .get("/v1/jobs/" + id)
                .then();

        // Then
        answer.statusCode(304).header("ETag", etag);
    }

    @Test
    void job_generating_saysWhenToAskAgain() {
        // Given
        String id = Jobs.create();
        jobs.generating(id);

        // When
        ValidatableResponse answer = given().get("/v1/jobs/" + id).then();

        // Then
        answer.statusCode(200)
                .header("Retry-After", Integer::parseInt, greaterThanOrEqualTo(1))
                .body("status", equalTo("generating"))
                .body("provider", equalTo("aimlapi"))
                .body("queue", nullValue())
                .body("progress.percent", greaterThanOrEqualTo(0))
                .body("attempts[0].outcome", equalTo("running"))
                .body("attempts[0].account", nullValue());
    }

    @Test
    void job_ofNobody_isNotThere() {
        // When
        ValidatableResponse answer = given().get("/v1/jobs/job_00000000000000000000000000?word=secret")
                .then();

        // Then
        answer.statusCode(404)
                .contentType("application/problem+json")
                .body("type", startsWith("https://segue.dev/problems/"))
                .body("status", equalTo(404))
                .body("instance", equalTo("/v1/jobs/job_00000000000000000000000000"));
    }

    @Test
    void job_queued_isCancelledOnce() {
        // Given
        String id = Jobs.create();

        // When
        given().post("/v1/jobs/" + id + "/cancel").then().statusCode(200).body("status", equalTo("cancelled"));

        // Then
        given().post("/v1/jobs/" + id + "/cancel").then().statusCode(409).contentType("application/problem+json");
    }

    @Test
    void job_goingOrUnconfirmedOrStillRunning_isNotForgotten() {
        // Given
        String queued = Jobs.create();
        String running = Jobs.create();
        jobs.generating(running);
        given().post("/v1/jobs/" + running + "/cancel").then().statusCode(200);
        String unconfirmed = Jobs.create();
        jobs.submitting(unconfirmed);
        jobs.move(
                unconfirmed,
                job -> job.become(
                        new JobState.Unconfirmed(new JobError(JobError.Code.UNCONFIRMED, "may run", false)),
                        Instant.EPOCH));

        // Then
        for (String id : List.of(queued, running, unconfirmed)) {
            given().delete("/v1/jobs/" + id).then().statusCode(409);
            given().get("/v1/jobs/" + id).then().statusCode(200);
        }
    }

    @Test
    void job_ended_isForgotten() {
        // Given
        String id = Jobs.create();
        given().post("/v1/jobs/" + id + "/cancel").then().statusCode(200);

        // When
        given().delete("/v1/jobs/" + id).then().statusCode(204);

        // Then
        given().get("/v1/jobs/" + id).then().statusCode(404);
    }

    @Test
    void jobsOfAUser_someStillGoing_areForgottenButThose() {
        // Given
        String body = Jobs.BODY.replace("u-17", "forgetful");
        String ended = Jobs.create(body);
        String going = Jobs.create(body);
        String another = Jobs.create();
        given().post("/v1/jobs/" + ended + "/cancel").then().statusCode(200);
        given().post("/v1/jobs/" + another + "/cancel").then().statusCode(200);

        // When
        given().delete("/v1/jobs?user=forgetful").then().statusCode(409);

        // Then
        given().get("/v1/jobs?user=forgetful").then().body("data.id", contains(going));
        given().get("/v1/jobs/" + another).then().statusCode(200);
        given().post("/v1/jobs/" + going + "/cancel").then().statusCode(200);
        given().delete("/v1/jobs?user=forgetful").then().statusCode(204);
        given().delete("/v1/jobs").then().statusCode(400);
    }

    @Test
    void creation_preferringToWait_isAnswered200OnceTheJobHasEnded() {
        // Given
        String key = UUID.randomUUID().toString();

        // When
        ValidatableResponse answer = given().contentType("application/json")
                .header("Prefer", "wait=60")
                .header("Idempotency-Key", key)
                .body(Jobs.BODY.replace("u-17", Jobs.IMPATIENT))
                .post("/v1/jobs")
                .then();

        // Then
        answer.statusCode(200).header("Preference-Applied", "wait=60").body("status", equalTo("cancelled"));
        given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Jobs.BODY.replace("u-17", Jobs.IMPATIENT))
                .post("/v1/jobs")
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true");
    }

    @Test
    void creation_preferringToWaitInVain_isAnswered202() {
        // When
        ValidatableResponse answer = given().contentType("application/json")
                .header("Prefer", "respond-async, wait=1")
                .body(Jobs.BODY)
                .post("/v1/jobs")
                .then();

        // Then
        answer.statusCode(202).header("Preference-Applied", "wait=1").body("status", equalTo("queued"));
    }

    @Test
    void positions_inTheQueue_countFromTheFirst() {
        // Given
        String body =
                "{\"model\":\"minimax-music\",\"lyrics\":\"la la la la la la\",\"style_id\":\"s\",\"providers\":[\"useapi\"]}";
        String first = Jobs.create(body);
        String second = Jobs.create(body);

        // Then
        given().get("/v1/jobs/" + first).then().body("queue.position", equalTo(1));
        given().get("/v1/jobs/" + second).then().body("queue.position", equalTo(2));
        given().post("/v1/jobs/" + first + "/cancel").then().body("queue", nullValue());
        given().get("/v1/jobs/" + second).then().body("queue.position", equalTo(1));
    }
}
