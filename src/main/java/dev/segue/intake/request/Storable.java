package dev.segue.intake.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.intake.request.RefusedException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What PostgreSQL, and every provider, can hold: text is Unicode without NUL, numbers are finite. */
public final class Storable {

    private static final Pattern LONE_SURROGATE =
            Pattern.compile("(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])");

    private Storable() {}

    /** Throws {@link RefusedException}. */
    public static void check(JsonNode request) {
        List<Fault> faults = new ArrayList<>();
        walk(request, "", faults);
        if (!faults.isEmpty()) {
            throw new RefusedException(Reason.INVALID, "The body has values that cannot be kept.", faults);
        }
    }

    private static void walk(JsonNode value, String pointer, List<Fault> faults) {
        if (value.isTextual()) {
            text(value.textValue(), pointer, faults);
        } else if (value.isDouble() && !Double.isFinite(value.doubleValue())) {
            faults.add(Fault.at(pointer, "is too large a number"));
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            walk(value.get(i), pointer + "/" + i, faults);
        }
        value.properties().forEach(field -> {
            String inner = pointer + "/" + Shape.escaped(field.getKey());
            text(field.getKey(), inner, faults);
            walk(field.getValue(), inner, faults);
        });
    }

    private static void text(String text, String pointer, List<Fault> faults) {
        if (text.indexOf(0) >= 0 || LONE_SURROGATE.matcher(text).find()) {
            faults.add(Fault.at(pointer, "must be Unicode text without the character NUL"));
        }
    }
}
