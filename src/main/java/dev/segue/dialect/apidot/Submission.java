package dev.segue.dialect.apidot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.dialect.DialectException;

/**
 * The body of a submit in our words.
 *
 * @param custom whether it is one in custom mode, where their fields have other meanings
 */
record Submission(Model model, boolean custom, ObjectNode request) {

    /** What is not theirs is left out. Throws {@link DialectException} 400. */
    static Submission of(JsonNode theirs) {
        Model model = Model.named(theirs.path("model"));
        if (!theirs.path("input").isObject()) {
            throw new DialectException(400, "input is required and must be an object");
        }
        Input input = new Input(theirs.get("input"));
        ObjectNode ours = JsonNodeFactory.instance.objectNode().put("model", model.id());
        model.translate(input, ours);
        if (theirs.hasNonNull("callback_url")) {
            if (!theirs.get("callback_url").isTextual()) {
                throw new DialectException(400, "callback_url must be a string");
            }
            ours.putObject("webhook").set("url", theirs.get("callback_url"));
        }
        return new Submission(model, input.isTrue("custom_mode"), ours);
    }

    /** Our dotted name of a field as they call it. */
    String theirName(String ourName) {
        return switch (ourName) {
            case "", "model" -> ourName;
            case "webhook.url" -> "callback_url";
            default -> "input." + model.theirName(ourName.replaceFirst("^options\\.", ""), custom);
        };
    }

    /** Lyrics are nobody's business. */
    @Override
    public String toString() {
        return "Submission[" + model + "]";
    }
}
