package dev.segue.replica;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether this process may work on jobs. */
@Readiness
@Singleton
class LeaseCheck implements HealthCheck {

    private final Replica replica;

    @Inject
    LeaseCheck(Replica replica) {
        this.replica = replica;
    }

    @Override
    public HealthCheckResponse call() {
        boolean held = replica.holdsFor(Duration.ZERO);
        var response = HealthCheckResponse.named("lease").status(held);
        return held
                ? response.build()
                : response.withData("reason", replica.id() == null ? "not taken yet" : "ended, or given up")
                        .build();
    }
}
