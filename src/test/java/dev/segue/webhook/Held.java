package dev.segue.webhook;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Nothing is submitted, and tries follow each other quickly. The keys are made up. */
public class Held implements QuarkusTestProfile {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String PREVIOUS = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    static final String OF_A_CALLER = "whsec_plJ3nmyCDGBKInavdOK15jsl4hX4rT6y";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "segue.dispatch.hold", "true",
                "segue.public-url", "https://segue.example/",
                "segue.webhook.schedule", "PT0.05S,PT0.1S,PT0.1S",
                "segue.webhook.timeout", "PT2S",
                "segue.webhook.breaker-delay", "PT0.6S",
                "segue.webhook.secret", SECRET,
                "segue.webhook.previous-secret", PREVIOUS,
                "segue.webhook.callers.shop.secret", OF_A_CALLER,
                "segue.webhook.signing-key", "whsk_TM0Imyj/ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U+4pvs=");
    }
}
