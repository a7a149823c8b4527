package dev.segue.provider;

import io.smallrye.config.ConfigMapping;

/** The four providers. Each key's variable is in the README. */
@ConfigMapping(prefix = "segue.providers")
public interface ProvidersConfig {

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
