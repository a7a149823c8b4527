package dev.segue.dialect.aimlapi;

import dev.segue.access.Refusal;
import dev.segue.access.RefusalShape;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** {@code {"message":"…","path":"…","requestId":"…","statusCode":"400","timestamp":"…"}}. */
@Singleton
class ErrorShape implements RefusalShape {

    private static final String PATH = "/v2/generate/audio";

    private final Clock clock;

    @Inject
    ErrorShape(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean speaks(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }

    @Override
    public Map<String, Object> body(Refusal refusal) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", refusal.detail());
        body.put("path", PATH);
        body.put("requestId", UUID.randomUUID().toString());
        body.put("statusCode", String.valueOf(refusal.status()));
        body.put("timestamp", clock.instant().toString());
        return body;
    }
}
