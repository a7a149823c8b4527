package dev.segue.journey;

import static dev.segue.journey.Jobs.useapiSong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A cover that is found by a look, where audio is not kept for as long as there are looks. */
@QuarkusTest
@TestProfile(LateCoverTest.AudioForASecond.class)
class LateCoverTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    public static final class AudioForASecond implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("segue.retention.audio", "PT1S");
        }
    }

    @Inject
    Jobs jobs;

    @Inject
    Pool pool;

    @Inject
    AudioStore store;

    @Test
    void cover_foundAfterItsAudioWasForgotten_isNotKept() {
        // Given
        String id = jobs.accept(useapiSong(""), "useapi");
        jobs.ended(id);
        jobs.until(
                SOON,
                () -> count("SELECT count(audio_forgotten_at) FROM job WHERE id = $1", id),
                forgotten -> forgotten == 1);

        // When
        count("UPDATE custody SET look_at = now() WHERE job_id = $1 RETURNING 1::bigint", id);
        jobs.until(SOON, () -> count("SELECT looks::bigint FROM custody WHERE job_id = $1", id), looks -> looks == 1);

        // Then
        assertThat(store.size(AudioKey.cover(id)).await().atMost(SOON)).isEmpty();
        assertThat(count("SELECT count(cover_type) FROM custody WHERE job_id = $1", id))
                .isZero();
    }

    private long count(String sql, String id) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(SOON);
    }
}
