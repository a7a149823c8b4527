package dev.segue.dialect.apidot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.dialect.DialectException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Their models, which are called the same here, and what their fields are in our words. */
enum Model {
    MINIMAX("minimax-music-2.6") {
        @Override
        void translate(Input input, ObjectNode ours) {
            if (!input.has("lyrics") && !input.isTrue("lyrics_optimizer") && !input.isTrue("is_instrumental")) {
                throw new DialectException(
                        400, "input.lyrics is required unless lyrics_optimizer or is_instrumental is true");
            }
            input.copy("prompt", ours, "prompt")
                    .copyText("lyrics", ours, "lyrics")
                    .copyUnlessFalse("is_instrumental", ours, "instrumental");
            if (input.has("audio_setting")) {
                audio(input.fields().get("audio_setting"), ours);
            }
            options(ours, input, "lyrics_optimizer");
        }

        @Override
        String theirName(String ourName, boolean custom) {
            return NAMES.getOrDefault(ourName, ourName.replace("audio.", "audio_setting."));
        }
    },

    GENERATE("generate-music") {
        @Override
        void translate(Input input, ObjectNode ours) {
            input.require("prompt")
                    .require("custom_mode")
                    .require("instrumental")
                    .require("mv");
            if (!input.fields().get("custom_mode").isBoolean()) {
                throw new DialectException(400, "input.custom_mode must be true or false");
            }
            if (input.isTrue("custom_mode")) {
                input.require("style")
                        .require("title")
                        .copy("style", ours, "prompt")
                        .copy("title", ours, "title");
                if (!input.isTrue("instrumental")) {
                    input.copy("prompt", ours, "lyrics");
                }
            } else {
                input.copy("prompt", ours, "prompt"); // a title would make it custom
            }
            input.copyUnlessFalse("instrumental", ours, "instrumental");
            options(
                    ours,
                    input,
                    "mv",
                    "negative_tags",
                    "vocal_gender",
                    "style_weight",
                    "weirdness_constraint",
                    "audio_weight");
        }

        @Override
        String theirName(String ourName, boolean custom) {
            return switch (ourName) {
                case "prompt" -> custom ? "style" : "prompt";
                case "lyrics" -> "prompt";
                default -> ourName;
            };
        }
    };

    private static final Map<String, String> NAMES = Map.of("instrumental", "is_instrumental");

    private final String id;

    Model(String id) {
        this.id = id;
    }

    /** Throws {@link DialectException} 400 for what they do not have. */
    static Model named(JsonNode name) {
        return Arrays.stream(values())
                .filter(model -> model.id.equals(name.textValue()))
                .findFirst()
                .orElseThrow(() -> new DialectException(
                        400,
                        "model must be one of "
                                + Arrays.stream(values()).map(model -> model.id).collect(Collectors.joining(", "))));
    }

    String id() {
        return id;
    }

    /** Writes their fields in our words; throws {@link DialectException} 400 where they refuse what no route of ours would. */
    abstract void translate(Input input, ObjectNode ours);

    /** @param custom whether the request is one in custom mode */
    abstract String theirName(String ourName, boolean custom);

    private static void audio(JsonNode theirs, ObjectNode ours) {
        if (!theirs.isObject()) {
            throw new DialectException(400, "input.audio_setting must be an object");
        }
        ObjectNode audio = JsonNodeFactory.instance.objectNode();
        new Input(theirs)
                .copy("format", audio, "format")
                .copy("sample_rate", audio, "sample_rate")
                .copy("bitrate", audio, "bitrate");
        if (!audio.isEmpty()) {
            ours.set("audio", audio);
        }
    }

    private static void options(ObjectNode ours, Input input, String... names) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            input.copyUnlessFalse(name, options, name);
        }
        if (!options.isEmpty()) {
            ours.set("options", options);
        }
    }
}
