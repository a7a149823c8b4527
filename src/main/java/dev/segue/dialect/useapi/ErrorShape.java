package dev.segue.dialect.useapi;

import dev.segue.access.Refusal;
import dev.segue.access.RefusalShape;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
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
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", words(refusal));
        if (refusal.status() != 422 && refusal.status() != 429) {
            body.put("code", refusal.status());
        }
        return body;
    }

    private static String words(Refusal refusal) {
        return switch (refusal.status()) {
            case 401 -> UNAUTHORIZED;
            case 429 -> BUSY;
            default -> refusal.detail();
        };
    }
}
