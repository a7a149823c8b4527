package dev.segue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.database.TestDatabase;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFailureIT {

    private static final String UNREACHABLE = "postgresql://127.0.0.1:1/segue";

    @TempDir
    Path folder;

    @Test
    void start_withABadPort_isRefusedInOneSentence() throws Exception {
        assertRefused(withDatabase("QUARKUS_HTTP_PORT", "abc"), "quarkus.http.port");
    }

    @Test
    void start_withABadDuration_isRefusedInOneSentence() throws Exception {
        assertRefused(withDatabase("QUARKUS_SHUTDOWN_TIMEOUT", "soon"), "quarkus.shutdown.timeout");
    }

    @Test
    void start_withAPortThatIsNone_isRefusedInOneSentence() throws Exception {
        assertRefused(withDatabase("QUARKUS_HTTP_PORT", "99999"), "quarkus.http.port");
    }

    @Test
    void start_withASandboxPortThatIsNone_isRefusedInOneSentence() throws Exception {
        // Given
        Map<String, String> environment = withDatabase("SEGUE_SANDBOX_PORT", "99999");
        environment.put("SEGUE_SANDBOX_ENABLED", "true");

        // When / Then
        assertRefused(environment, "segue.sandbox.port");
    }

    @Test
    void start_withAnAudioFolderThatCannotBeMade_isRefusedInOneSentence() throws Exception {
        // Given
        Path file = Files.createFile(folder.resolve("file"));

        // When / Then
        assertRefused(withDatabase("SEGUE_AUDIO_LOCATION", "file:" + file.resolve("audio")), "segue.audio.location");
    }

    @Test
    void start_withANegativeInterval_isRefusedInOneSentence() throws Exception {
        assertRefused(withDatabase("SEGUE_TRACKING_MIN_INTERVAL", "-PT2S"), "segue.tracking.min-interval");
    }

    @Test
    void start_withoutALease_isRefusedInOneSentence() throws Exception {
        assertRefused(withDatabase("SEGUE_TRACKING_LEASE", "PT0S"), "segue.tracking.lease");
    }

    @Test
    void start_withAMisspeltHold_isRefusedInOneSentence() throws Exception {
        assertRefused(withDatabase("SEGUE_DISPATCH_HOLD", "maybe"), "segue.dispatch.hold");
    }

    @Test
    void start_withTicketsThatNeverLive_isRefusedInOneSentence() throws Exception {
        assertRefused(withDatabase("SEGUE_AUTH_TICKET_LIFETIME", "-PT1H"), "segue.auth.ticket-lifetime");
    }

    @Test
    void start_onAPortInUse_isRefusedInOneSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = String.valueOf(taken.getLocalPort());
            assertRefused(withDatabase("QUARKUS_HTTP_PORT", port), "quarkus.http.port: ", port);
        }
    }

    @Test
    void start_withoutAReachableDatabase_isRefusedInOneSentence() throws Exception {
        assertRefused(
                Map.of("QUARKUS_DATASOURCE_REACTIVE_URL", UNREACHABLE), "quarkus.datasource.reactive.url", "127.0.0.1");
    }

    @Test
    void start_withAWrongPassword_isRefusedInOneSentenceWithoutIt() throws Exception {
        // Given
        Map<String, String> environment = withDatabase("QUARKUS_DATASOURCE_PASSWORD", "open-sesame");

        // When / Then
        assertThat(assertRefused(environment, "quarkus.datasource.password")).doesNotContain("sesame");
    }

    @Test
    void start_withAPasswordInTheAddress_isRefusedInOneSentenceWithoutIt() throws Exception {
        // Given
        Map<String, String> environment =
                Map.of("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://me:open-sesame@localhost/segue");

        // When / Then
        assertThat(assertRefused(environment, "quarkus.datasource.reactive.url"))
                .doesNotContain("sesame");
    }

    @Test
    void start_withADataFolderThatIsAFile_isRefusedInOneSentence() throws Exception {
        // Given
        Path file = Files.createFile(folder.resolve("file"));

        // When / Then
        assertRefused(
                Map.of("SEGUE_DATABASE_DIRECTORY", file.toString()),
                PackagedSegue.isNative() ? "quarkus.datasource.reactive.url" : "segue.database.directory");
    }

    private String assertRefused(Map<String, String> environment, String... words) throws Exception {
        try (PackagedSegue segue = PackagedSegue.start(folder, environment)) {
            assertThat(segue.exitCode()).isEqualTo(1);
            assertThat(segue.lines()).noneMatch(line -> line.startsWith("\tat ") || line.startsWith("Caused by"));
            List<String> sentences = segue.lines().stream()
                    .filter(line -> line.startsWith("Segue did not start: "))
                    .toList();
            // What had begun to connect may be told of in a line of its own; the sentence itself is for people.
            assertThat(sentences).singleElement().asString().contains(words).doesNotContain("Exception");
            return sentences.get(0);
        }
    }

    private static Map<String, String> withDatabase(String name, String value) {
        Map<String, String> environment = new HashMap<>(TestDatabase.empty().asEnvironment());
        environment.put(name, value);
        return environment;
    }
}
