package dev.segue.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.webhook.pacing.Destinations;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Many at once. The figures are printed; the bounds leave room for a busy machine. */
@QuarkusTest
@TestProfile(Held.class)
class BurstTest {

    @Inject
    ToldJobs jobs;

    @Inject
    Postman postman;

    @Inject
    MeterRegistry meters;

    @Test
    void burst_toAReceiverThatTakesTenMilliseconds_isDrainedSoon() throws Exception {
        try (Receiver warm = Receiver.taking(10);
                Receiver receiver = Receiver.taking(10)) {
            // Given
            drain(warm, 200);
            List<String> ids = held(receiver, 200);
            double statements = statements();
            long began = System.nanoTime();

            // When
            postman.start(null);
            postman.signal();
            long arrived = receiver.await(200).get(199).nanos() - began;
            delivered(ids);

            // Then
            double each = (statements() - statements) / 200.0;
            System.out.printf("200 webhooks arrived within %d ms, %.2f statements each%n", arrived / 1_000_000, each);
            assertThat(Duration.ofNanos(arrived)).isLessThan(Duration.ofMillis(2500));
            assertThat(each).isLessThanOrEqualTo(6);
            assertThat(receiver.messages().stream().map(Receiver.Message::id).distinct())
                    .hasSize(200);
        }
    }

    @Test
    void deadReceiver_ofMostOfABurst_delaysNoOther() throws Exception {
        try (Receiver dead = new Receiver((n, response, vertx) -> {});
                Receiver alive = Receiver.taking(10)) {
            // Given
            drain(alive, 40);
            List<String> hopeless = held(dead, 160);
            List<String> ids = held(alive, 40);
            long began = System.nanoTime();

            // When
            postman.start(null);
            postman.signal();
            long arrived = alive.await(80).get(79).nanos() - began;

            // Then
            System.out.printf("40 of 200 arrived within %d ms beside a dead receiver%n", arrived / 1_000_000);
            assertThat(Duration.ofNanos(arrived))
                    .isLessThan(Duration.ofMillis(1900)); // a try at the dead one takes 2 s
            delivered(ids);
            assertThat(dead.messages()).hasSizeLessThanOrEqualTo(Destinations.SHARE + 5);
            assertThat(jobs.undelivered(hopeless)).isEqualTo(160);
        }
    }

    @Test
    void deadReceiver_backAgain_getsWhatWaitedForIt() throws Exception {
        try (Receiver receiver = new Receiver((n, response, vertx) ->
                response.setStatusCode(n < Destinations.SHARE ? 503 : 204).end())) {
            // Given
            List<String> ids = held(receiver, 100);

            // When
            postman.start(null);
            postman.signal();

            // Then
            delivered(ids);
            assertThat(receiver.messages()).hasSize(100 + Destinations.SHARE);
        }
    }

    @Test
    void sender_goneBetweenTries_isReplacedByAnother() throws Exception {
        try (Receiver receiver = Receiver.answering(503, 200)) {
            // Given
            String id = jobs.accept(receiver.url());
            jobs.cancel(id);
            receiver.await(1);

            // When
            postman.stop(null);
            jobs.delivery(id, "pending");
            postman.start(null);

            // Then
            List<Receiver.Message> messages = receiver.await(2);
            assertThat(messages.get(1).id()).isEqualTo(messages.get(0).id());
            jobs.delivery(id, "delivered");
        }
    }

    @Test
    void sender_goneDuringATry_leavesItToAnotherWhenTheLeaseEnds() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            // Given
            postman.stop(null);
            String id = jobs.accept(receiver.url());
            jobs.cancel(id);
            jobs.execute(
                    "UPDATE webhook_delivery SET next_try_at = now() + interval '1 hour' WHERE job_id = '" + id + "'");
            postman.start(null);
            postman.signal();
            jobs.delivery(id, "pending");
            int duringTheLease = receiver.messages().size();

            // When
            jobs.execute("UPDATE webhook_delivery SET next_try_at = now() WHERE job_id = '" + id + "'");

            // Then
            jobs.delivery(id, "delivered");
            assertThat(duringTheLease).isZero();
            assertThat(receiver.messages()).hasSize(1);
        }
    }

    private void drain(Receiver receiver, int number) throws InterruptedException {
        jobs.cancel(jobs.accept(number, receiver.url()));
        receiver.await(number);
    }

    /** Deliveries that are due, with nobody there to send them. */
    private List<String> held(Receiver receiver, int number) {
        postman.stop(null);
        List<String> ids = jobs.accept(number, receiver.url());
        jobs.cancel(ids);
        return ids;
    }

    private void delivered(List<String> ids) {
        Uni.createFrom()
                .item(() -> jobs.undelivered(ids))
                .repeat()
                .withDelay(Duration.ofMillis(100))
                .indefinitely()
                .filter(left -> left == 0)
                .toUni()
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    /** Those that the pool has made, the ticks of everybody else included. */
    private double statements() {
        return meters.get("sql.pool.completed").meters().stream()
                .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false))
                .mapToDouble(Measurement::getValue)
                .sum();
    }
}
