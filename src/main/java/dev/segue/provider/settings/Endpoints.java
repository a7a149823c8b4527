package dev.segue.provider.settings;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Where each provider is: the real one if it has a key, else the sandbox where that is on, else nowhere. */
@Singleton
public class Endpoints {

    private static final Logger LOG = Logger.getLogger(Endpoints.class);

    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

    /**
     * @param apiKey sent to this provider and to nobody else
     * @param paid whether songs made there cost money
     */
    public record Endpoint(URI base, String apiKey, boolean paid) {

        @Override
        public String toString() {
            return "Endpoint[" + base.getHost() + "]";
        }
    }

    @Inject
    Endpoints(
            ProvidersConfig config,
            @ConfigProperty(name = "segue.sandbox.enabled") boolean sandboxEnabled,
            @Named("sandbox") Instance<URI> sandbox) {
        for (String id : ProvidersConfig.IDS) {
            ProviderSettings settings = config.of(id);
            SettingsCheck.check(id, settings);
            Optional<String> key = settings.apiKey().filter(text -> !text.isBlank());
            if (key.isPresent()) {
                endpoints.put(id, new Endpoint(URI.create(settings.baseUrl()), key.get(), true));
            } else if (sandboxEnabled && sandbox.isResolvable()) {
                endpoints.put(id, new Endpoint(sandbox.get(), "sandbox-" + id, false));
            }
        }
    }

    @PostConstruct
    void tell() {
        endpoints.forEach((id, endpoint) -> {
            if (endpoint.paid()) {
                LOG.infof(
                        "%s is the real provider at %s: its songs will be paid for",
                        id, endpoint.base().getHost());
            }
        });
    }

    /** Where the provider is, or empty if it is off. */
    public Optional<Endpoint> of(String provider) {
        return Optional.ofNullable(endpoints.get(provider));
    }

    public boolean configured(String provider) {
        return endpoints.containsKey(provider);
    }
}
