package dev.segue.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.Job;
import dev.segue.job.Status;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class EveryRouteTest {

    @Inject
    Ledger ledger;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apidot|minimax-music-2.6|{'prompt':'Uplifting indie pop, bright','lyrics':'[Verse]\\nStreetlights flicker'}",
                "aimlapi|minimax-music-2.6|{'prompt':'Uplifting indie pop, bright','lyrics':'[Verse]\\nStreetlights flicker'}",
                "useapi|minimax-music|{'lyrics':'la la la la la la','style_id':'abcdef'}",
                "apiinone|minimax-music|{'prompt':'Uplifting indie pop, bright'}",
            })
    void job_onEveryRoute_completes(String provider, String model, String fields) {
        // Given
        String request =
                "{\"model\":\"" + model + "\"," + fields.replace('\'', '"').substring(1);
        Instant now = Instant.now();
        Job job = Job.queued(
                "job_" + UUID.randomUUID().toString().replace("-", ""),
                model,
                null,
                null,
                Map.of(),
                now,
                now.plusSeconds(60));

        // When
        ledger.accept(new Acceptance(job, "anonymous", request, List.of(provider), provider, null))
                .await()
                .atMost(Duration.ofSeconds(5));

        // Then
        Job ended = Uni.createFrom()
                .deferred(() -> ledger.find(job.id()))
                .map(found -> found.map(Entry::job).orElseThrow())
                .repeat()
                .withDelay(Duration.ofMillis(50))
                .until(seen -> false)
                .select()
                .where(Job::ended)
                .toUni()
                .await()
                .atMost(Duration.ofSeconds(15));
        assertThat(ended.status()).as(ended.toString()).isEqualTo(Status.COMPLETED);
        System.out.println(ended);
    }
}
