package dev.segue.journey;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** All that is waited for is waited for briefly. */
public final class Impatient implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "segue.tracking.lease", "PT2S",
                "segue.providers.aimlapi.create-timeout", "PT1S",
                "segue.providers.useapi.create-timeout", "PT1S",
                "segue.upkeep.reconcile-window", "PT3S",
                "segue.upkeep.reconcile-min-interval", "PT0.1S",
                "segue.upkeep.reconcile-max-interval", "PT0.3S",
                "segue.upkeep.moderation-looks", "PT1S,PT3S");
    }
}
