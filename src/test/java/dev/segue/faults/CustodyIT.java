package dev.segue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
import dev.segue.audio.s3.S3Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Songs in a bucket. What a folder keeps is CrashIT's. */
class CustodyIT {

    @TempDir
    Path folder;

    private S3Server bucket;

    @BeforeEach
    void start() throws Exception {
        bucket = new S3Server();
    }

    @AfterEach
    void stop() throws Exception {
        bucket.close();
    }

    @Test
    void songs_afterCutsAndExpiriesAndAKillInTheMiddle_areTheProvidersToTheByte() throws Exception {
        Map<String, String> settings = Map.of(
                "SEGUE_AUDIO_LOCATION",
                "s3://" + S3Server.BUCKET + "/kept",
                "SEGUE_AUDIO_S3_ENDPOINT",
                bucket.endpoint().toString(),
                "SEGUE_AUDIO_S3_PATH_STYLE",
                "true",
                "AWS_ACCESS_KEY_ID",
                S3Server.KEY,
                "AWS_SECRET_ACCESS_KEY",
                S3Server.SECRET);
        try (Fleet fleet = new Fleet(folder, settings)) {
            // Given one song that is kept, and one whose copy is under way
            Audit audit = new Audit(fleet);
            PackagedSegue killed = fleet.start();
            String kept = audit.create(killed, Song.at("apidot"));
            audit.awaitEnds();
            audit.check(killed);
            for (String trouble : new String[] {"cut,times=1", "expired,times=1", "short,times=1", "503,times=1"}) {
                audit.create(killed, Song.at("aimlapi", "audio=" + trouble));
            }
            String cut = audit.create(killed, Song.at("apiinone", "audio=hang,times=1"));
            while (!audit.job(cut).getString("status").equals("storing")) {
                Audit.pause();
            }

            // When
            fleet.kill(killed);
            PackagedSegue next = fleet.start(Map.of("SEGUE_AUDIO_SERVE", "redirect"));

            // Then
            audit.awaitEnds();
            audit.check(next);
            assertThat(audit.in("completed")).isEqualTo(6);
            assertThat(bucket.names()).hasSize(6).allMatch(name -> name.matches("kept/job_[a-z0-9]+/0"));
            assertThat(bucket.unfinished()).isZero();
            HttpResponse<Void> sent = get(next.address() + "/v1/jobs/" + kept + "/audio/0");
            assertThat(sent.statusCode()).isEqualTo(302);
            assertThat(sent.headers().firstValue("Location").orElseThrow())
                    .startsWith(bucket.endpoint() + "/" + S3Server.BUCKET + "/kept/" + kept + "/0?")
                    .contains("X-Amz-Signature=");
        }
    }

    private static HttpResponse<Void> get(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding());
    }
}
