package dev.segue.access.guard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.HeldDispatch;
import dev.segue.access.Tickets;
import dev.segue.access.Tickets.Use;
import dev.segue.api.Jobs;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where everybody may call, too: whoever shows a ticket is judged by it. */
@QuarkusTest
@TestProfile(HeldDispatch.class)
class TicketTest {

    @Inject
    Tickets tickets;

    @Inject
    Clock clock;

    private String id;
    private String job;

    @BeforeEach
    void job() {
        id = Jobs.create();
        job = "/v1/jobs/" + id;
    }

    @Test
    void ticket_thatIsNotGood_isForbidden() {
        // Given
        String audio = tickets.forAudio(id);
        List<String> useless = List.of(
                tickets.forAudio(Jobs.create()),
                tickets.forEvents(id, clock.instant()),
                tickets.mint(id, Use.AUDIO, clock.instant().minusSeconds(1)),
                (audio.charAt(0) == '1' ? "2" : "1") + audio.substring(1),
                audio + "x",
                "");

        for (String ticket : useless) {
            // When
            int status = given().get(job + "/audio/0?ticket=" + ticket).statusCode();

            // Then
            assertThat(status).as(ticket).isEqualTo(403);
        }
    }

    @Test
    void ticket_ofAJob_isGoodForItsEventsOrItsAudioAlone() {
        // Given
        String audio = "?ticket=" + tickets.forAudio(id);
        String events = "?ticket=" + tickets.forEvents(id, clock.instant());

        // When
        // Then
        given().get(job + "/audio/0" + audio).then().statusCode(404); // let in, and there is none yet
        given().head(job + "/audio/0" + audio).then().statusCode(404);
        given().get(job + "/events" + audio).then().statusCode(403);
        given().get(job + "/audio/0" + events).then().statusCode(403);
        for (String ticket : List.of(audio, events)) {
            given().get(job + ticket).then().statusCode(403);
            given().delete(job + ticket).then().statusCode(403);
            given().post(job + "/cancel" + ticket).then().statusCode(403);
            given().delete(job + "/audio/0" + ticket).then().statusCode(405);
            given().get("/v1/jobs" + ticket).then().statusCode(403);
            given().get("/v1/events" + ticket).then().statusCode(403);
            given().get("/v1/keys" + ticket).then().statusCode(403);
            given().get("/v1/webhook-deliveries" + ticket + "&job=" + id).then().statusCode(403);
        }
        given().get(job).then().statusCode(200);
    }

    @Test
    void ticket_ofAJobThatWasForgotten_opensNothing() {
        // Given
        given().post(job + "/cancel").then().statusCode(200);
        given().delete(job).then().statusCode(204);

        // When
        // Then
        given().get(job + "/audio/0?ticket=" + tickets.forAudio(id)).then().statusCode(404);
        given().get(job + "/events?ticket=" + tickets.forEvents(id, clock.instant()))
                .then()
                .statusCode(404);
    }
}
