package dev.segue.dialect.apidot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.dialect.DialectException;

/** Their {@code input}, read field by field; what is null counts as absent. */
record Input(JsonNode fields) {

    boolean has(String field) {
        return fields.hasNonNull(field);
    }

    boolean isTrue(String field) {
        return fields.path(field).isBoolean() && fields.get(field).booleanValue();
    }

    /** Throws {@link DialectException} where it is not there, or is empty text. */
    Input require(String field) {
        if (!has(field) || fields.get(field).asText("?").isEmpty()) {
            throw new DialectException(400, "input." + field + " is required");
        }
        return this;
    }

    /** Whatever its type: routes check that, and say it in the field's own name. */
    Input copy(String field, ObjectNode to, String name) {
        if (has(field)) {
            to.set(name, fields.get(field));
        }
        return this;
    }

    /** As {@link #copy}, but what no route need be asked for stays away: false is what holds anyway. */
    Input copyUnlessFalse(String field, ObjectNode to, String name) {
        return fields.path(field).isBoolean() && !isTrue(field) ? this : copy(field, to, name);
    }

    /** As {@link #copy}, but empty text counts as absent. */
    Input copyText(String field, ObjectNode to, String name) {
        return fields.path(field).isTextual() && fields.get(field).textValue().isBlank() ? this : copy(field, to, name);
    }

    /** Lyrics are nobody's business. */
    @Override
    public String toString() {
        return "Input[]";
    }
}
