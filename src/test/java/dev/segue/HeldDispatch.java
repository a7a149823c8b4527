package dev.segue;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Jobs stay where a test puts them: nothing is submitted. */
public final class HeldDispatch implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("segue.dispatch.hold", "true");
    }
}
