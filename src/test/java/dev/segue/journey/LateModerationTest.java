package dev.segue.journey;

import static dev.segue.journey.Jobs.useapiSong;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioStore;
import dev.segue.job.Job;
import dev.segue.job.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** useapi.net may take a song back after it was completed; the desk plays that. */
@QuarkusTest
@TestProfile(Impatient.class)
class LateModerationTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Inject
    Jobs jobs;

    @Inject
    Pool pool;

    @Inject
    AudioStore store;

    /** Before the first look, and between the first and the second. */
    @ParameterizedTest
    @ValueSource(strings = {"500ms", "2s"})
    void song_takenBackLater_isRevokedAndItsAudioWithdrawn(String after) {
        // Given
        JsonObject request = useapiSong("[[sandbox:task=late-moderation,after=" + after + "]]")
                .put("webhook", new JsonObject().put("url", "http://127.0.0.1:1/hook"));

        // When
        String id = create(request);
        Job completed = jobs.ended(id);
        Job job = jobs.once(id, seen -> seen.status() == Status.REVOKED);

        // Then
        assertThat(completed.status()).isEqualTo(Status.COMPLETED);
        assertThat(job.version()).isEqualTo(completed.version() + 1);
        assertThat(job.audio()).hasSize(1);
        for (String path : new String[] {"/audio/0", "/audio/0/waveform", "/cover"}) {
            given().get("/v1/jobs/" + id + path).then().statusCode(451);
        }
        given().get("/v1/jobs/" + id)
                .then()
                .body("status", equalTo("revoked"))
                .body("audio", equalTo(new JsonArray().getList()));
        jobs.until(
                SOON,
                () -> new JsonObject(
                                given().get("/v1/webhook-deliveries?job=" + id).asString())
                        .getJsonArray("data").stream()
                                .map(JsonObject.class::cast)
                                .map(delivery -> delivery.getString("event"))
                                .toList(),
                events -> events.contains("job.revoked") && events.contains("job.completed"));
        jobs.until(SOON, () -> store.size(new AudioKey(id, 0)).await().atMost(SOON), java.util.OptionalLong::isEmpty);
    }

    @Test
    void song_thatStays_isLookedAtAsOftenAsSaidAndItsCoverFound() {
        // When
        String id = create(useapiSong(""));
        jobs.ended(id);
        Integer looks = jobs.until(SOON, () -> looksOfADone(id), made -> made != null);

        // Then
        assertThat(looks).isEqualTo(2);
        assertThat(jobs.now(id).status()).isEqualTo(Status.COMPLETED);
        given().get("/v1/jobs/" + id + "/audio/0").then().statusCode(200);
        given().get("/v1/jobs/" + id + "/cover").then().statusCode(200).contentType("image/png");
    }

    @Test
    void song_besideAJobThatCannotBeRead_isLookedAtAllTheSame() {
        // Given
        String unreadable = jobs.accept(useapiSong(""), "nobody");
        execute("UPDATE job SET document = '[]' WHERE id = $1", unreadable);
        execute("INSERT INTO custody (job_id, waveforms, look_at) VALUES ($1, '{}', now())", unreadable);

        // When
        String id = create(useapiSong(""));
        jobs.ended(id);
        Integer looks = jobs.until(SOON, () -> looksOfADone(id), made -> made != null);

        // Then
        assertThat(looks).isEqualTo(2);
        execute("DELETE FROM job WHERE id = $1", unreadable);
    }

    @Test
    void song_ofAProviderThatTakesNothingBack_isNotLookedAtAgain() {
        // When
        String id = jobs.accept(Jobs.song(""), "aimlapi");
        jobs.ended(id);

        // Then
        assertThat(looksOfADone(id)).isZero();
    }

    private static String create(JsonObject request) {
        return given().contentType("application/json")
                .body(request.put("providers", new JsonArray().add("useapi")).encode())
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private void execute(String sql, String value) {
        pool.preparedQuery(sql).execute(Tuple.of(value)).await().atMost(SOON);
    }

    /** How often it was looked at again; null while more looks are to come. */
    private Integer looksOfADone(String id) {
        var rows = pool.preparedQuery("SELECT looks FROM custody WHERE job_id = $1 AND look_at IS NULL")
                .execute(Tuple.of(id))
                .await()
                .atMost(SOON);
        return rows.size() == 0 ? null : rows.iterator().next().getInteger(0);
    }
}
