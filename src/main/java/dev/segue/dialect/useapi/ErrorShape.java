package dev.segue.dialect.useapi;

import dev.segue.access.Refusal;
import dev.segue.access.RefusalShape;
import jakarta.inject.Singleton;
import java.util.Map;

/** {@code {"error":"…","code":400}}; 422 and 429 have no code, and theirs are the words of 401 and 429. */
@Singleton
class ErrorShape implements RefusalShape {

    private static final String ROOT = "/v1/minimax/";
    private static final String UNAUTHORIZED = "Unauthorized";
    private static final String BUSY = "The previous request has not been completed yet. Please try again later.";

    @Override
    public boolean speaks(String path) {
        return path.startsWith(ROOT);
    }

    @Override
    public Map<String, Object> body(Refusal refusal) {
        return switch (refusal.status()) {
            case 401 -> Map.of("error", UNAUTHORIZED, "code", 401);
            case 422 -> Map.of("error", refusal.detail());
            case 429 -> Map.of("error", BUSY);
            default -> Map.of("error", refusal.detail(), "code", refusal.status());
        };
    }
}
