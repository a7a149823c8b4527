package dev.segue.callback;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Whatever is seen sooner than four seconds after its create was seen because of a callback. */
public class SeldomLooked implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "segue.tracking.min-interval", "PT4S",
                "segue.tracking.max-interval", "PT4S",
                "segue.providers.apidot.create-timeout", "PT1S");
    }
}
