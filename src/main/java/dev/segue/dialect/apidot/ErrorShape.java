package dev.segue.dialect.apidot;

import dev.segue.access.Refusal;
import dev.segue.access.RefusalShape;
import jakarta.inject.Singleton;
import java.util.Map;

/** {@code {"code":400,"error":{"message":"…","type":"invalid_request_error"}}}, the code being the status. */
@Singleton
class ErrorShape implements RefusalShape {

    private static final String ROOT = "/api/generate/";

    @Override
    public boolean speaks(String path) {
        return path.startsWith(ROOT);
    }

    @Override
    public Map<String, Object> body(Refusal refusal) {
        return Map.of(
                "code", refusal.status(), "error", Map.of("message", refusal.detail(), "type", type(refusal.status())));
    }

    /** Those of 400, 401, 402 and 429 are documented. */
    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "insufficient_credits";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limited";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }
}
