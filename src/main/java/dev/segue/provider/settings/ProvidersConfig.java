package dev.segue.provider.settings;

import io.smallrye.config.ConfigMapping;
import java.util.List;

/** The four providers. Each key's variable is in the README. */
@ConfigMapping(prefix = "segue.providers")
public interface ProvidersConfig {

    /** The providers, in the order in which they stand in each model's list of routes. */
    List<String> IDS = List.of("apidot", "apiinone", "aimlapi", "useapi");

    ProviderSettings apidot();

    ProviderSettings aimlapi();

    ProviderSettings useapi();

    ProviderSettings apiinone();

    /** The settings of the provider with that id. */
    default ProviderSettings of(String provider) {
        return switch (provider) {
            case "apidot" -> apidot();
            case "aimlapi" -> aimlapi();
            case "useapi" -> useapi();
            case "apiinone" -> apiinone();
            default -> throw new IllegalArgumentException("no provider " + provider);
        };
    }
}
