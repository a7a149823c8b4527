package dev.segue.provider.apidot;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The limits of generate-music, as shipped or as an operator sets them. */
final class Limits {

    static final GenerateMusicLimits SHIPPED = of(Map.of());

    private Limits() {}

    static GenerateMusicLimits of(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(GenerateMusicLimits.class)
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(GenerateMusicLimits.class);
    }
}
