package dev.segue.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.PackagedSegue;
import dev.segue.database.TestDatabase;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program takes what the manifests of a trial set. */
class ManifestsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void replica_withTheSettingsOfATrial_isReadyAndLogsAsDocumented() throws Exception {
        // Given a database that the Job has brought up to date
        Map<String, String> environment = new HashMap<>(Manifests.settings("base"));
        environment.putAll(Manifests.settings("overlays/dev"));
        environment.putAll(TestDatabase.fresh().asEnvironment());
        environment.put("SEGUE_AUDIO_LOCATION", "file:" + folder.resolve("audio"));
        environment.put("SEGUE_SANDBOX_PORT", "0");
        try (PackagedSegue job = PackagedSegue.start(folder, environment, arguments())) {
            assertThat(job.exitCode()).as("%s", job.lines()).isZero();
        }

        // When
        try (PackagedSegue replica = PackagedSegue.start(folder, environment)) {
            given().baseUri(replica.address())
                    .when()
                    .get("/q/health/ready")
                    .then()
                    .statusCode(200);

            // Then
            for (String line : replica.lines()) {
                JsonNode entry = JSON.readTree(line);
                assertThat(entry.fieldNames())
                        .toIterable()
                        .contains("timestamp", "level", "logger", "thread", "message", "replica")
                        .isSubsetOf("timestamp", "level", "logger", "thread", "message", "replica", "exception", "mdc");
            }
            assertThat(replica.lines()).isNotEmpty();
        }
    }

    private static String[] arguments() {
        List<String> arguments = Manifests.read("base/migration-job.yaml", Job.class, "segue-migrate")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getArgs();
        return arguments.toArray(String[]::new);
    }
}
