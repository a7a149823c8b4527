package dev.segue.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.webhook.Receiver.Manners;
import dev.segue.webhook.Receiver.Message;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Relays and serverless hosts: many receivers behind one {@code host:port}. */
@QuarkusTest
@TestProfile(Held.class)
class SharedHostTest {

    private static final Manners ALIVE =
            (n, response, vertx) -> response.setStatusCode(204).end();

    /** A try there takes the whole timeout, 2 s. */
    private static final Manners SILENT = (n, response, vertx) -> {};

    private static final Manners BROKEN =
            (n, response, vertx) -> response.setStatusCode(500).end();

    private static final Duration WITHOUT_A_PAUSE = Duration.ofMillis(1900);

    @Inject
    ToldJobs jobs;

    @Inject
    Postman postman;

    @Test
    void receiver_ofOneCallerThatIsSilent_delaysNoOtherCallersOnItsHost() throws Exception {
        try (Receiver host = new Receiver(path -> path.equals("/silent") ? SILENT : ALIVE)) {
            // Given
            postman.stop(null);
            List<String> hopeless = jobs.accept(160, "noisy", host.url("/silent"));
            List<String> others = jobs.accept(40, "neighbour", host.url("/alive"));
            jobs.cancel(hopeless);
            jobs.cancel(others);

            // When
            Duration taken = started(host, 40);

            // Then
            assertThat(taken).isLessThan(WITHOUT_A_PAUSE);
            assertThat(jobs.undelivered(hopeless)).isEqualTo(160);
        }
    }

    @Test
    void path_thatAnswersWithErrors_delaysNoOtherOfItsCallerOnItsHost() throws Exception {
        try (Receiver host = new Receiver(path -> path.equals("/broken") ? BROKEN : ALIVE)) {
            // Given
            postman.stop(null);
            jobs.cancel(jobs.accept(100, "shop", host.url("/broken")));
            jobs.cancel(jobs.accept(40, "shop", host.url("/alive")));

            // When
            Duration taken = started(host, 40);

            // Then
            assertThat(taken).isLessThan(WITHOUT_A_PAUSE);
        }
    }

    private Duration started(Receiver host, int number) throws InterruptedException {
        long began = System.nanoTime();
        postman.start(null);
        postman.signal();
        List<Message> arrived = host.await(number, "/alive");
        return Duration.ofNanos(arrived.get(number - 1).nanos() - began);
    }
}
