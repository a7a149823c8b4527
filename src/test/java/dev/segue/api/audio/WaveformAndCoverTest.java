package dev.segue.api.audio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.segue.HeldDispatch;
import dev.segue.api.Jobs;
import dev.segue.audio.AudioKey;
import dev.segue.audio.cover.Cover;
import dev.segue.custody.Custody;
import dev.segue.job.JobState;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(HeldDispatch.class)
class WaveformAndCoverTest extends KeptSong {

    private static final byte[] IMAGE = {1, 2, 3, 4, 5};

    @Inject
    Custody custody;

    @Test
    void waveform_ofAFile_isTwoHundredPeaksBetweenZeroAndOne() {
        // Given
        keep();

        // When
        Response answer = given().get(url + "/waveform");

        // Then
        answer.then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "private, no-cache")
                .body("peaks", hasSize(200))
                .body("peaks[0]", equalTo(0f))
                .body("peaks[51]", equalTo(0.2f))
                .body("peaks[199]", equalTo(1f));
        given().header("If-None-Match", answer.header("ETag"))
                .get(url + "/waveform")
                .then()
                .statusCode(304);
    }

    @Test
    void cover_ofASong_isSentAsWhatItIs() {
        // Given
        keep();

        // When
        Response answer = given().get("/v1/jobs/" + id + "/cover");

        // Then
        answer.then()
                .statusCode(200)
                .header("Content-Type", "image/png")
                .header("ETag", "\"def456\"")
                .header("X-Content-Type-Options", "nosniff");
        assertThat(answer.asByteArray()).isEqualTo(IMAGE);
        given().header("If-None-Match", "\"def456\"")
                .get("/v1/jobs/" + id + "/cover")
                .then()
                .statusCode(304);
    }

    @Test
    void ticket_ofTheAudio_opensItsWaveformAndCoverToo() {
        // Given
        keep();
        String withTicket = given().get("/v1/jobs/" + id).path("audio[0].url");
        String ticket = withTicket.substring(withTicket.indexOf('?'));

        // Then
        given().urlEncodingEnabled(false)
                .get(url + "/waveform" + ticket)
                .then()
                .statusCode(200)
                .header("Cache-Control", "private, no-store");
        given().urlEncodingEnabled(false)
                .get("/v1/jobs/" + id + "/cover" + ticket)
                .then()
                .statusCode(200)
                .header("Cache-Control", "private, no-store");
        given().get(url + "/waveform?ticket=1.forged").then().statusCode(403);
    }

    @Test
    void waveformAndCover_thatAreNotThere_areNotFound() {
        // Then
        given().get(url + "/waveform").then().statusCode(404).contentType("application/problem+json");
        given().get("/v1/jobs/" + id + "/cover").then().statusCode(404).contentType("application/problem+json");
        given().get("/v1/jobs/" + id + "/audio/1/waveform").then().statusCode(404);
        given().get("/v1/jobs/" + Jobs.create() + "/cover").then().statusCode(404);
        given().get("/v1/jobs/job_none/audio/0/waveform").then().statusCode(404);
    }

    @Test
    void audio_ofARevokedJob_isWithdrawn() {
        // Given
        keep();
        jobs.move(id, job -> job.become(new JobState.Revoked(), Instant.EPOCH));

        // Then
        given().get(url).then().statusCode(451).contentType("application/problem+json");
        given().head(url).then().statusCode(451);
        given().get(url + "/waveform").then().statusCode(451).contentType("application/problem+json");
        given().get("/v1/jobs/" + id + "/cover").then().statusCode(451).contentType("application/problem+json");
        given().get("/v1/jobs/" + id).then().body("audio", equalTo(List.of())).body("links.audio", nullValue());
    }

    /** As the copy leaves it: the peaks rise, and there is a cover. */
    private void keep() {
        byte[] peaks = new byte[200];
        for (int i = 0; i < peaks.length; i++) {
            peaks[i] = (byte) Math.min(255, i == 199 ? 255 : i);
        }
        custody.keep(
                        id,
                        List.of(Buffer.buffer(peaks)),
                        Optional.of(new Cover("image/png", IMAGE.length, "def456")),
                        Optional.empty())
                .chain(() -> store.write(AudioKey.cover(id), Multi.createFrom().item(Buffer.buffer(IMAGE))))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
