package dev.segue.provider.http;

import dev.segue.provider.settings.ProviderSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** An operator's settings: generous timeouts, everything else as shipped. */
public record TestSettings(
        Duration createTimeout,
        Duration lookTimeout,
        Duration breakerDelay,
        Set<Integer> safeStatuses,
        OptionalDouble rateLimit)
        implements ProviderSettings {

    public static final TestSettings SHIPPED = new TestSettings(
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Set.of(429, 503),
            OptionalDouble.empty());

    public TestSettings timeouts(Duration timeout) {
        return new TestSettings(timeout, timeout, breakerDelay, safeStatuses, rateLimit);
    }

    public TestSettings breakerDelay(Duration delay) {
        return new TestSettings(createTimeout, lookTimeout, delay, safeStatuses, rateLimit);
    }

    public TestSettings safe(Integer... statuses) {
        return new TestSettings(createTimeout, lookTimeout, breakerDelay, Set.of(statuses), rateLimit);
    }

    public TestSettings rateLimit(double perSecond) {
        return new TestSettings(createTimeout, lookTimeout, breakerDelay, safeStatuses, OptionalDouble.of(perSecond));
    }

    @Override
    public Optional<String> apiKey() {
        return Optional.of("test-key");
    }

    @Override
    public String baseUrl() {
        return "http://localhost";
    }

    @Override
    public Optional<List<String>> accounts() {
        return Optional.empty();
    }

    @Override
    public OptionalInt maxJobs() {
        return OptionalInt.empty();
    }
}
