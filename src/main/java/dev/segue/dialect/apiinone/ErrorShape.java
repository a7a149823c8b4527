package dev.segue.dialect.apiinone;

import dev.segue.access.Refusal;
import dev.segue.access.RefusalShape;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code {"error":{"code":400,"message":"…","type":"invalid_request"}}}. Of the types only that of 400 is documented. */
@Singleton
class ErrorShape implements RefusalShape {

    private static final String ROOT = "/api/v1/";

    @Override
    public boolean speaks(String path) {
        return path.startsWith(ROOT);
    }

    @Override
    public Map<String, Object> body(Refusal refusal) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", refusal.status());
        error.put("message", refusal.detail());
        error.put("type", type(refusal.status()));
        return Map.of("error", error);
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "insufficient_credits";
            case 403 -> "permission_denied";
            case 404 -> "not_found";
            case 429 -> "rate_limit_exceeded";
            default -> status < 500 ? "invalid_request" : "server_error";
        };
    }
}
