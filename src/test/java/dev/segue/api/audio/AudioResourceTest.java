package dev.segue.api.audio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.segue.HeldDispatch;
import dev.segue.api.Jobs;
import dev.segue.audio.AudioKey;
import dev.segue.job.AudioFile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(HeldDispatch.class)
class AudioResourceTest extends KeptSong {

    @Test
    void file_whole_comesWithItsHeaders() {
        // When
        Response answer = given().get(url);

        // Then
        answer.then()
                .statusCode(200)
                .header("Content-Type", "audio/mpeg")
                .header("Content-Length", String.valueOf(BYTES.length))
                .header("Accept-Ranges", "bytes")
                .header("ETag", ETAG)
                .header("Transfer-Encoding", nullValue())
                .header("Content-Disposition", containsString("inline; filename=\"City lights.mp3\""));
        assertThat(answer.asByteArray()).isEqualTo(BYTES);
    }

    @Test
    void part_ofTheFile_isSentAlone() {
        // When
        Response answer = given().header("Range", "bytes=100000-")
                .header("If-Range", ETAG)
                .get(url);

        // Then
        answer.then()
                .statusCode(206)
                .header("Content-Range", "bytes 100000-299999/300000")
                .header("Content-Length", "200000");
        assertThat(answer.asByteArray()).isEqualTo(Arrays.copyOfRange(BYTES, 100_000, 300_000));
    }

    @Test
    void range_ofAnotherVersionOrBehindTheEnd_isNotSent() {
        // Then
        given().header("Range", "bytes=0-9")
                .header("If-Range", "\"old\"")
                .get(url)
                .then()
                .statusCode(200)
                .header("Content-Length", "300000");
        given().header("Range", "bytes=300000-")
                .get(url)
                .then()
                .statusCode(416)
                .contentType("application/problem+json")
                .header("Content-Range", "bytes */300000");
        given().header("If-None-Match", ETAG).get(url).then().statusCode(304).header("ETag", ETAG);
    }

    @Test
    void audio_thatIsKnown_keepsItsTypeInTheCacheThatAsked() {
        // When
        Response answer = given().header("If-None-Match", ETAG).get(url);

        // Then
        answer.then().statusCode(304).header("Content-Type", "audio/mpeg");
    }

    @Test
    void head_tellsWhatGetWouldSend() {
        // When
        Response answer = given().header("Range", "bytes=0-9").head(url);

        // Then
        answer.then()
                .statusCode(200)
                .header("Content-Length", "300000")
                .header("Content-Type", "audio/mpeg")
                .header("ETag", ETAG);
    }

    @Test
    void ticket_ofTheJob_opensItsAudioAndKeepsItOutOfCaches() {
        // Given
        String withTicket = given().get("/v1/jobs/" + id).path("audio[0].url");

        // Then
        given().urlEncodingEnabled(false)
                .get(withTicket)
                .then()
                .statusCode(200)
                .header("Cache-Control", "private, no-store");
        given().get("/v1/jobs/" + id).then().body("links.audio", containsString(url + "?ticket="));
        given().get(url + "?ticket=1.forged").then().statusCode(403);
    }

    @Test
    void file_thatIsNotThere_isNotFound() {
        // Then
        given().get("/v1/jobs/" + id + "/audio/1").then().statusCode(404);
        given().get("/v1/jobs/" + id + "/audio/x").then().statusCode(404);
        given().get("/v1/jobs/" + id + "/audio/99999").then().statusCode(404);
        given().get("/v1/jobs/" + Jobs.create() + "/audio/0").then().statusCode(404);
    }

    @Test
    void suffix_ofTheFile_isSentAlone() {
        // When
        Response answer = given().header("Range", "bytes=-1000").get(url);

        // Then
        answer.then().statusCode(206).header("Content-Range", "bytes 299000-299999/300000");
        assertThat(answer.asByteArray()).isEqualTo(Arrays.copyOfRange(BYTES, 299_000, 300_000));
    }

    @Test
    void audio_thatIsNotKeptAnyMore_isGoneAndItsJobSaysSo() {
        // Given
        String old = Jobs.create();
        AudioFile file = new AudioFile("audio/mpeg", BYTES.length, 55.2, 128000, 44100, 2, "abc123", null);
        jobs.completed(old, List.of(file), Instant.parse("1940-01-01T00:00:00Z"));

        // Then
        given().get("/v1/jobs/" + old + "/audio/0")
                .then()
                .statusCode(410)
                .contentType("application/problem+json")
                .body("type", endsWith("/audio-expired"));
        given().get("/v1/jobs/" + old)
                .then()
                .body("status", equalTo("completed"))
                .body("audio[0].bytes", equalTo(BYTES.length))
                .body("audio[0].url", nullValue())
                .body("links.audio", nullValue());
    }

    @Test
    void audio_ofAForgottenJob_isDeleted() {
        // When
        given().delete("/v1/jobs/" + id).then().statusCode(204);

        // Then
        assertThat(store.size(new AudioKey(id, 0)).await().atMost(Duration.ofSeconds(10)))
                .isEmpty();
    }
}
