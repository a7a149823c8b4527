package dev.segue.access.guard;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.annotation.Priority;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Lets Quarkus's OIDC begin to work only if that is the mode and it has somewhere to go: it starts before we can say in a sentence
 * of our own what is missing.
 */
@Priority(OidcSwitch.BEFORE_EXPRESSIONS)
public final class OidcSwitch implements ConfigSourceInterceptor {

    static final String ISSUER = "quarkus.oidc.auth-server-url";
    static final int BEFORE_EXPRESSIONS = 100;
    private static final long serialVersionUID = 1;

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        if (!name.equals("quarkus.oidc.tenant-enabled")) {
            return context.proceed(name);
        }
        boolean wanted = "oidc".equalsIgnoreCase(value(context, "segue.auth.mode"));
        return ConfigValue.builder()
                .withName(name)
                .withValue(String.valueOf(wanted && isAddress(value(context, ISSUER))))
                .withConfigSourceName("derived from segue.auth.mode")
                .build();
    }

    /** Whether it could be an issuer's: an absolute web address. */
    static boolean isAddress(String text) {
        try {
            URI uri = new URI(text == null ? "" : text.strip());
            return uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String value(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.restart(name);
        return value == null ? null : value.getValue();
    }
}
