package dev.segue.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.provider.Task;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineTest {

    @Test
    void pipeline_whoseLookThrows_goesOnWithTheNext() {
        // Given
        List<String> seen = new ArrayList<>();
        Pipeline pipeline = new Pipeline("apidot", followed -> {
            seen.add(followed.jobId());
            if (followed.jobId().equals("broken")) {
                throw new IllegalStateException("thrown before a Uni was there");
            }
            return Uni.createFrom().voidItem();
        });

        // When
        pipeline.offer(followed("broken"));
        pipeline.offer(followed("next"));

        // Then
        assertThat(seen).containsExactly("broken", "next");
    }

    @Test
    void hintedLook_whileAllThatAreUnderWayHang_isMadeAtOnce() {
        // Given
        List<String> seen = new ArrayList<>();
        Pipeline pipeline = new Pipeline("apidot", followed -> {
            seen.add(followed.jobId());
            return Uni.createFrom().nothing();
        });
        for (int n = 0; n < 1000; n++) {
            pipeline.offer(followed("planned"));
        }

        // When
        pipeline.offerHinted(followed("hinted"));

        // Then
        assertThat(seen).hasSizeLessThan(1000).endsWith("hinted");
    }

    private static Followed followed(String jobId) {
        Task task = new Task("apidot", null, "model", "task");
        return new Followed(jobId, 1, task, "model", Instant.EPOCH, null, 0, false, 0, 0, null, false);
    }
}
