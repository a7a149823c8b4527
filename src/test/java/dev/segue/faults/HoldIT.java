package dev.segue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldIT {

    @TempDir
    Path folder;

    @Test
    void segue_heldAfterARestore_sendsNothingAndDoubtsWhatWasQueued() throws Exception {
        try (Fleet fleet = new Fleet(folder, Map.of())) {
            // Given a database as a backup would have it: one task runs, one create is under way, two wait
            Audit audit = new Audit(fleet);
            PackagedSegue lost = fleet.start();
            String generating = audit.create(lost, Song.at("apidot", "duration=6s"));
            List<String> useapi = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                useapi.add(audit.create(lost, Song.at("useapi", "duration=2500ms")));
            }
            while (audit.in("generating") < 1 || audit.in("submitting") < 1) {
                Audit.pause();
            }
            fleet.kill(lost);
            int before = fleet.creates().size();

            // When
            PackagedSegue held = fleet.start(Map.of("SEGUE_DISPATCH_HOLD", "true"));
            String fresh = fleet.create(held, Song.at("apidot").body()).orElseThrow();

            // Then
            audit.awaitEnds();
            audit.check(held);
            assertThat(audit.outcome(generating)).isEqualTo("completed, 1");
            assertThat(useapi.stream().map(audit::outcome))
                    .containsExactlyInAnyOrder("completed, 1", "unconfirmed, 0", "unconfirmed, 0");
            assertThat(audit.job(fresh).getString("status")).isEqualTo("queued");
            assertThat(fleet.creates()).hasSize(before);
        }
    }
}
