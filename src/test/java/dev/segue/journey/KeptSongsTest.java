package dev.segue.journey;

import static dev.segue.journey.Jobs.song;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.segue.job.AudioFile;
import dev.segue.job.Job;
import dev.segue.job.JobError.Code;
import dev.segue.job.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a finished song, whatever its host does meanwhile. */
@QuarkusTest
class KeptSongsTest {

    @Inject
    Jobs jobs;

    @ConfigProperty(name = "segue.audio.location")
    String location;

    @Test
    void song_withVariantsAndACover_isKeptWithAllOfThem() throws Exception {
        // Given
        JsonObject request =
                new JsonObject().put("model", "generate-music").put("prompt", "A song about rain " + UUID.randomUUID());

        // When
        Job job = jobs.ended(jobs.accept(request, "apidot"));

        // Then
        assertThat(job.status()).as(String.valueOf(job.error())).isEqualTo(Status.COMPLETED);
        assertThat(job.audio()).hasSize(2);
        assertThat(job.audio().get(0).sha256()).isNotEqualTo(job.audio().get(1).sha256());
        for (int n = 0; n < 2; n++) {
            AudioFile file = job.audio().get(n);
            byte[] bytes = given().get("/v1/jobs/" + job.id() + "/audio/" + n).asByteArray();
            assertThat(bytes).hasSize((int) file.bytes());
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .isEqualTo(file.sha256());
            assertThat(file.contentType()).isEqualTo("audio/mpeg");
            assertThat(file.sampleRate()).isEqualTo(44_100);
            assertThat(file.channels()).isEqualTo(1);
            assertThat(file.durationSeconds()).isBetween(7.9, 8.2);
            assertThat(file.sourceExpiresAt()).isNotNull();
            given().get("/v1/jobs/" + job.id() + "/audio/" + n + "/waveform")
                    .then()
                    .statusCode(200)
                    .header("Link", "</v1/jobs/" + job.id() + "/cover>; rel=\"icon\"")
                    .body("peaks", hasSize(200))
                    .body("peaks", not(everyItem(equalTo(0f))));
        }
        given().get("/v1/jobs/" + job.id() + "/cover").then().statusCode(200).contentType("image/png");
    }

    @Test
    void song_asWav_hasAWaveformToo() {
        // Given
        JsonObject request = song("").put("audio", new JsonObject().put("format", "wav"));

        // When
        Job job = jobs.ended(jobs.accept(request, "aimlapi"));

        // Then
        assertThat(job.audio().get(0).contentType()).isEqualTo("audio/wav");
        given().get("/v1/jobs/" + job.id() + "/audio/0/waveform")
                .then()
                .statusCode(200)
                .header("Link", nullValue())
                .body("peaks", hasSize(200));
        given().get("/v1/jobs/" + job.id() + "/cover").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut,times=2", "short,times=1", "503,times=2", "404,times=2", "expired,times=2"})
    void audio_whoseHostFailsForAWhile_isKeptInTheEnd(String fault) {
        // When
        Job job = jobs.ended(jobs.accept(song("[[sandbox:audio=" + fault + "]]"), "aimlapi"));

        // Then
        assertThat(job.status()).as(String.valueOf(job.error())).isEqualTo(Status.COMPLETED);
    }

    @Test
    void audio_whoseAddressHasExpiredEachTime_isUnavailableWithoutAWordOfTheAddress() {
        // When
        Job job = jobs.ended(jobs.accept(song("[[sandbox:audio=expired]]"), "aimlapi", "apidot"));

        // Then
        assertThat(job.error().code()).isEqualTo(Code.AUDIO_UNAVAILABLE);
        assertThat(given().get("/v1/jobs/" + job.id()).asString()).doesNotContain("Expires", "http://", "https://");
        assertThat(job.attempts()).hasSize(1);
    }

    @Test
    void song_thatCannotBeKeptNow_waitsInStoringAndIsNotLost() throws IOException {
        // Given a folder that is none any more
        Path folder = Path.of(location.substring("file:".length()));
        Path aside = folder.resolveSibling("audio-aside");
        Files.move(folder, aside);
        Files.createFile(folder);
        String id;
        try {
            // When
            id = jobs.accept(song(""), "aimlapi");
            jobs.once(id, job -> job.status() == Status.STORING);
            jobs.until(
                    Duration.ofSeconds(20), () -> given().get("/q/health/ready").statusCode(), status -> status == 503);
            assertThat(jobs.now(id).status()).isEqualTo(Status.STORING);
        } finally {
            Files.delete(folder);
            Files.move(aside, folder);
        }

        // Then
        assertThat(jobs.ended(id).status()).isEqualTo(Status.COMPLETED);
        jobs.until(Duration.ofSeconds(20), () -> given().get("/q/health/ready").statusCode(), status -> status == 200);
    }
}
