package dev.segue.provider.settings;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** What an operator may set of one provider. */
public interface ProviderSettings {

    /** The key of the provider's account. Without one the provider is off, or played by the sandbox where that is on. */
    Optional<String> apiKey();

    /** Where the provider is. Asking the real one without a key is useless, so this counts only with a key. */
    String baseUrl();

    /** Names of the accounts behind the key, where a provider has several; absent: one, which is not sent. */
    Optional<List<String>> accounts();

    /** How long a create may take before it counts as ambiguous. A longer one holds the slot longer; a shorter one makes false ambiguity. */
    @WithDefault("PT30S")
    Duration createTimeout();

    /** How long a look may take. */
    @WithDefault("PT10S")
    Duration lookTimeout();

    /** How many tasks may run there at once, over all replicas (useapi.net: per account); absent: no limit. The rest waits in the queue. */
    OptionalInt maxJobs();

    /** How long the circuit breaker stays open. */
    @WithDefault("PT30S")
    Duration breakerDelay();

    /** Answers to a create that mean for certain that nothing was started. Take a status off if this provider is known to start tasks behind it. */
    @WithDefault("429,503")
    Set<Integer> safeStatuses();

    /** Calls a second, creates and looks together, per replica; absent: no limit. */
    OptionalDouble rateLimit();
}
