package dev.segue.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Counts tries, and measures how soon the first one of a delivery is made. */
@Singleton
class WebhookMeter {

    private static final List<String> OUTCOMES = List.of("delivered", "retried", "stopped", "failed");

    private final MeterRegistry meters;
    private final Timer lag;

    @Inject
    WebhookMeter(MeterRegistry meters) {
        this.meters = meters;
        this.lag = Timer.builder("segue.webhook.lag")
                .description("From a change to the first try to tell of it")
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5))
                .register(meters);
    }

    @PostConstruct
    void register() {
        OUTCOMES.forEach(this::tries);
    }

    /** @param status what became of the delivery */
    void tried(Delivery delivery, DeliveryView.Try made, String status) {
        tries(status.equals("pending") ? "retried" : status).increment();
        if (delivery.step() == 0) {
            lag.record(Duration.between(delivery.at(), made.at()));
        }
    }

    private Counter tries(String outcome) {
        return Counter.builder("segue.webhook.tries")
                .description("Tries to tell a receiver")
                .tag("outcome", outcome)
                .register(meters);
    }
}
