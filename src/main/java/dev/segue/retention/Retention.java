package dev.segue.retention;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long things are kept, in effect. */
@Singleton
public class Retention {

    private static final String PREFIX = "segue.retention.";
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration A_DAY = Duration.ofDays(1);
    /** Beyond it dates have no year that the database knows. */
    private static final Duration LONGEST = Duration.ofDays(36_500);
    /** A provider that calls back for a job that was forgotten is thanked for that much longer. */
    private static final Duration TOKENS_OUTLIVE_JOBS = Duration.ofDays(30);

    private final RetentionConfig config;
    private final Clock clock;

    @Inject
    Retention(RetentionConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        check();
    }

    /** @throws ConfigurationException with one sentence that names the property */
    void check() {
        within("jobs", config.jobs(), SHORTEST, LONGEST);
        config.prompts().ifPresent(prompts -> withinJobs("prompts", prompts, Duration.ZERO));
        config.audio().ifPresent(audio -> withinJobs("audio", audio, SHORTEST));
        config.idempotencyKeys().ifPresent(keys -> within("idempotency-keys", keys, A_DAY, LONGEST));
        within("audit", config.audit(), A_DAY, LONGEST);
    }

    /** Whether the audio of a job that completed then is still to be had. */
    public boolean keepsAudio(Instant completedAt) {
        return config.audio()
                .map(period -> clock.instant().isBefore(completedAt.plus(period)))
                .orElse(true);
    }

    Duration jobs() {
        return config.jobs();
    }

    Duration prompts() {
        return config.prompts().orElse(config.jobs());
    }

    Duration audio() {
        return config.audio().orElse(config.jobs());
    }

    Duration keys() {
        Duration wanted = config.idempotencyKeys().orElse(config.jobs().plus(A_DAY));
        return wanted.compareTo(config.jobs()) < 0 ? config.jobs() : wanted;
    }

    Duration tokens() {
        return config.jobs().plus(TOKENS_OUTLIVE_JOBS);
    }

    Duration audit() {
        return config.audit();
    }

    private void withinJobs(String name, Duration period, Duration least) {
        within(name, period, least, LONGEST);
        if (period.compareTo(config.jobs()) > 0) {
            throw new ConfigurationException(
                    PREFIX + name + " must not be longer than " + PREFIX + "jobs, with which it is forgotten");
        }
    }

    private static void within(String name, Duration period, Duration least, Duration most) {
        if (period.compareTo(least) < 0 || period.compareTo(most) > 0) {
            throw new ConfigurationException(PREFIX + name + " must be from " + least + " to P" + most.toDays() + "D");
        }
    }
}
