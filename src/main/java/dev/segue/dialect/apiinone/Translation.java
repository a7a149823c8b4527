package dev.segue.dialect.apiinone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.dialect.DialectException;

/** Their request in our words. */
final class Translation {

    private static final String MODEL = "minimax-music";

    private Translation() {}

    /** What is not theirs is left out; what is null counts as absent. Throws {@link DialectException}. */
    static ObjectNode of(JsonNode theirs) {
        if (!MODEL.equals(theirs.path("model").textValue())) {
            throw new DialectException(400, "model must be " + MODEL);
        }
        ObjectNode ours = JsonNodeFactory.instance.objectNode().put("model", MODEL);
        copy(theirs, ours, "prompt");
        copy(theirs, ours, "lyrics");
        if (theirs.hasNonNull("bitrate") || theirs.hasNonNull("sample_rate")) {
            ObjectNode audio = ours.putObject("audio");
            copy(theirs, audio, "bitrate");
            copy(theirs, audio, "sample_rate");
        }
        return ours;
    }

    static String theirName(String ourName) {
        return ourName.replace("audio.", "");
    }

    private static void copy(JsonNode from, ObjectNode to, String field) {
        if (from.hasNonNull(field)) {
            to.set(field, from.get(field));
        }
    }
}
