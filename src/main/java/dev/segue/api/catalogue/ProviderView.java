package dev.segue.api.catalogue;

import dev.segue.forecast.Durations;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * How a provider does.
 *
 * @param paused whether the operator has paused it: nothing new is submitted there
 * @param breaker of this replica: {@code closed}, {@code open} or {@code half_open}
 * @param queue how many jobs wait for it, over all replicas
 */
@RegisterForReflection
record ProviderView(
        String id,
        boolean configured,
        boolean healthy,
        boolean paused,
        String breaker,
        long queue,
        Slots slots,
        Seen durations) {

    @RegisterForReflection
    record Providers(List<ProviderView> data) {}

    /** @param limit {@code null} where there is none */
    @RegisterForReflection
    record Slots(long used, Integer limit) {}

    @RegisterForReflection
    record Seen(long p50Seconds, long p90Seconds, int samples) {

        static Seen of(Durations durations) {
            return new Seen(
                    Math.round(durations.quantile(0.5)), Math.round(durations.quantile(0.9)), durations.samples());
        }
    }
}
