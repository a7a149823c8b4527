package dev.segue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
import dev.segue.database.OwnPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The database is stopped in the middle of the work and started half a minute later. */
@Execution(ExecutionMode.CONCURRENT)
class OutageIT {

    private static final long OUTAGE_NANOS = 30_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void database_thatIsAwayForHalfAMinute_losesNoTaskAndNoEvent() throws Exception {
        try (OwnPostgres postgres = OwnPostgres.in(folder.resolve("postgres"));
                Fleet fleet = new Fleet(
                        folder,
                        Map.of(
                                "USEAPI_ACCOUNTS",
                                "one,two,three,four",
                                "SEGUE_PROVIDERS_USEAPI_CREATE_TIMEOUT",
                                "PT20S"),
                        postgres.database())) {
            // Given
            Audit audit = new Audit(fleet);
            PackagedSegue one = fleet.start();
            one.address();
            PackagedSegue two = fleet.start();
            for (int n = 0; n < 24; n++) {
                PackagedSegue replica = n % 2 == 0 ? one : two;
                audit.create(replica, Song.at(n % 3 == 0 ? "aimlapi" : "apidot", "duration=" + (n * 2 + 1) + "s"));
            }
            for (int n = 0; n < 4; n++) { // their creates are answered while nobody can write it down
                audit.create(two, Song.at("useapi", "duration=" + (n + 10) + "s"));
            }
            while (audit.in("queued") > 0) {
                Audit.pause();
            }

            // When
            postgres.stop();
            LockSupport.parkNanos(OUTAGE_NANOS);
            postgres.start();
            fleet.cable().to(postgres.database().url());

            // Then
            audit.awaitEnds();
            audit.check(one);
            assertThat(audit.in("completed")).isEqualTo(28);
            assertThat(audit.creates()).isEqualTo(28);
        }
    }
}
