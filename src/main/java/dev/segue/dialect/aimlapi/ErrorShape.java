package dev.segue.dialect.aimlapi;

import dev.segue.access.Refusal;
import dev.segue.access.RefusalShape;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
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
        return Map.of(
                "message",
                refusal.detail(),
                "path",
                PATH,
                "requestId",
                UUID.randomUUID().toString(),
                "statusCode",
                String.valueOf(refusal.status()),
                "timestamp",
                clock.instant().toString());
    }
}
