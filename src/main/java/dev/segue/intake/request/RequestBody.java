package dev.segue.intake.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.intake.request.RefusedException.Reason;
import java.io.IOException;
import java.util.List;

/** Reads bytes as one JSON object, strictly. */
public final class RequestBody {

    public static final int LIMIT = 64 * 1024;

    private static final ObjectReader STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build()
            .readerFor(JsonNode.class);

    private RequestBody() {}

    /** Throws {@link RefusedException}. */
    public static ObjectNode read(byte[] body) {
        if (body.length > LIMIT) {
            throw new RefusedException(Reason.TOO_LARGE, "The body must have at most " + LIMIT + " bytes.", List.of());
        }
        if (parse(body) instanceof ObjectNode object) {
            return object;
        }
        throw RefusedException.malformed("The body must be a JSON object.");
    }

    private static JsonNode parse(byte[] body) {
        try {
            return STRICT.readValue(body);
        } catch (JsonProcessingException e) {
            // Its message would quote the body.
            String place = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            boolean twice =
                    e.getOriginalMessage() != null && e.getOriginalMessage().startsWith("Duplicate field");
            throw RefusedException.malformed(
                    (twice ? "A field stands twice in one object" : "The body is not JSON") + place + ".");
        } catch (IOException e) {
            throw RefusedException.malformed("The body cannot be read.");
        }
    }
}
