package dev.segue.watch;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Leaves requests of other methods uncounted: strangers make methods up, and each would be a time series of its own for ever.
 * They are refused rather than renamed, for the registry remembers every name that it was given.
 */
@Singleton
class KnownMethods implements MeterFilter {

    private static final String REQUESTS = "http.server.requests";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return id.getName().equals(REQUESTS) && !METHODS.contains(String.valueOf(id.getTag("method")))
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }
}
