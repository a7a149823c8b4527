package dev.segue;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Jobs stay where a test puts them: nothing is submitted, and nobody waits for long. */
public final class HeldDispatch implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("segue.dispatch.hold", "true", "segue.dialect.useapi.longest-wait", "PT1S");
    }
}
