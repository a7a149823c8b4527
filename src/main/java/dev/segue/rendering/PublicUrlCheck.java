package dev.segue.rendering;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Stops the start at an address of ours that nobody could follow. */
@Singleton
class PublicUrlCheck {

    void start(
            @Observes @Priority(1) StartupEvent event,
            @ConfigProperty(name = "segue.public-url") Optional<String> url) {
        url.ifPresent(PublicUrlCheck::check);
    }

    /** @throws ConfigurationException with one sentence that names the property */
    static void check(String url) {
        try {
            URI parsed = URI.create(url);
            boolean web = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
            if (web && parsed.getHost() != null && parsed.getQuery() == null && parsed.getFragment() == null) {
                return;
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        throw new ConfigurationException("segue.public-url must be an absolute http or https URL without a query");
    }
}
