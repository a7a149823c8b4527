package dev.segue.dispatch;

import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.Barred;
import dev.segue.provider.CreateAnswer.NotStarted;
import dev.segue.provider.CreateAnswer.Refused;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.settings.ProvidersConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Counts what came of creates. */
@Singleton
class CreateMeter {

    static final List<String> OUTCOMES =
            List.of("started", "not_started", "unauthorized", "out_of_credit", "rejected", "moderated", "unconfirmed");

    private final MeterRegistry meters;

    @Inject
    CreateMeter(MeterRegistry meters) {
        this.meters = meters;
    }

    @PostConstruct
    void register() {
        ProvidersConfig.IDS.forEach(provider -> OUTCOMES.forEach(outcome -> creates(provider, outcome)));
    }

    void answered(String provider, CreateAnswer answer) {
        creates(provider, outcome(answer)).increment();
    }

    static String outcome(CreateAnswer answer) {
        if (answer instanceof Started) {
            return "started";
        }
        if (answer instanceof NotStarted) {
            return "not_started";
        }
        if (answer instanceof Barred barred) {
            return barred.cause() == Barred.Cause.UNAUTHORIZED ? "unauthorized" : "out_of_credit";
        }
        if (answer instanceof Refused refused) {
            return refused.moderated() ? "moderated" : "rejected";
        }
        return "unconfirmed";
    }

    private Counter creates(String provider, String outcome) {
        return Counter.builder("segue.creates")
                .description("Calls that may start a song and be billed")
                .tag("provider", provider)
                .tag("outcome", outcome)
                .register(meters);
    }
}
