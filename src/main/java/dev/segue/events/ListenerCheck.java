package dev.segue.events;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Whether this replica hears of the others' moves as they happen. Without it they are only told later, so it stays in service. */
@Wellness
@Singleton
class ListenerCheck implements HealthCheck {

    private final Listener listener;
    private final EventsConfig settings;

    @Inject
    ListenerCheck(Listener listener, EventsConfig settings) {
        this.listener = listener;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("listener");
        if (!settings.notifies()) {
            return response.up()
                    .withData("polls every", settings.pollInterval().toString())
                    .build();
        }
        return listener.hears()
                ? response.up().build()
                : response.down()
                        .withData("reason", "no connection for notifications")
                        .withData("polls every", settings.rescanInterval().toString())
                        .build();
    }
}
