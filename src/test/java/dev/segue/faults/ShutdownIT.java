package dev.segue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica that is asked to end hands over everything, and asks no provider twice. */
class ShutdownIT {

    @TempDir
    Path folder;

    private Fleet fleet;
    private Audit audit;
    private PackagedSegue other;

    @BeforeEach
    void start() throws Exception {
        fleet = new Fleet(
                folder,
                Map.of("SEGUE_PROVIDERS_USEAPI_CREATE_TIMEOUT", "PT20S", "SEGUE_UPKEEP_RECONCILE_WINDOW", "PT20S"));
        audit = new Audit(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void create_underWayAtTheEnd_isAnsweredAndItsJobGoesOnElsewhere() throws Exception {
        // Given
        PackagedSegue leaving = fleet.start();
        String id = submitting(leaving, "4s");
        other = fleet.start();

        // When
        long start = System.nanoTime();
        leaving.terminate();
        while (fleet.isReady(leaving)) {
            Audit.pause();
        }
        String meanwhile = audit.job(id).getString("status");
        leaving.close();
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        // Then
        assertThat(meanwhile).as("of the job, when readiness was off").isEqualTo("submitting");
        assertThat(took).isLessThan(Duration.ofSeconds(15));
        audit.awaitEnds();
        audit.check(other);
        assertThat(audit.outcome(id)).isEqualTo("completed, 1");
        assertThat(audit.statuses(id)).containsExactly("queued", "submitting", "generating", "storing", "completed");
    }

    @Test
    void create_thatOutlivesTheProcess_isHandedOverWithoutAnEndInBetween() throws Exception {
        // Given
        PackagedSegue leaving = fleet.start(Map.of("QUARKUS_SHUTDOWN_TIMEOUT", "PT1S"));
        String id = submitting(leaving, "16s");
        other = fleet.start();
        other.address();

        // When
        Duration took = terminate(leaving);

        // Then
        assertThat(took).isLessThan(Duration.ofSeconds(6));
        assertThat(audit.job(id).getString("status")).isEqualTo("submitting");
        audit.awaitEnds();
        audit.check(other);
        assertThat(audit.outcome(id)).isEqualTo("completed, 1");
        assertThat(audit.statuses(id)).containsExactly("queued", "submitting", "generating", "storing", "completed");
    }

    private String submitting(PackagedSegue at, String duration) {
        String id = audit.create(at, Song.at("useapi", "duration=" + duration));
        while (!isSent(id)) {
            Audit.pause();
        }
        return id;
    }

    private boolean isSent(String id) {
        JsonObject job = audit.job(id);
        return job.getString("status").equals("submitting") && audit.outcome(id).endsWith(", 1");
    }

    private static Duration terminate(PackagedSegue replica) {
        long start = System.nanoTime();
        replica.close();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
