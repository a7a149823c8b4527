package dev.segue.dialect.aimlapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.dialect.DialectException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A model of theirs, and what its request is in our words. */
enum Model {
    /** Calls the words its prompt, and has no style. */
    MINIMAX_MUSIC("minimax-music", "minimax-music", Set.of("reference_audio_url"), Set.of()),
    MUSIC_2_6("minimax/music-2.6", "minimax-music-2.6", Set.of("prompt", "lyrics"), Set.of()),
    MUSIC_2_0("minimax/music-2.0", "minimax-music-2.0", Set.of("prompt", "lyrics"), Set.of()),
    MUSIC_1_5("minimax/music-1.5", "minimax-music-1.5", Set.of("prompt", "lyrics"), Set.of()),
    MUSIC_COVER(
            "minimax/music-cover", "minimax-music-cover", Set.of("prompt", "lyrics", "reference_audio_url"), Set.of()),
    STABLE_AUDIO("stable-audio", "stable-audio", Set.of("prompt"), Set.of("seconds_total", "steps")),
    ELEVEN_MUSIC("elevenlabs/eleven_music", "eleven-music", Set.of("prompt"), Set.of("music_length_ms")),
    LYRIA_2("google/lyria2", "lyria-2", Set.of("prompt"), Set.of("negative_prompt", "seed"));

    private static final String SETTING = "audio_setting";
    private static final Set<String> AUDIO = Set.of("format", "sample_rate", "bitrate");

    private final String name;
    private final String ours;
    private final Set<String> fields;
    private final Set<String> options;

    Model(String name, String ours, Set<String> fields, Set<String> options) {
        this.name = name;
        this.ours = ours;
        this.fields = fields;
        this.options = options;
    }

    /** Throws {@link DialectException}. */
    static Model named(JsonNode name) {
        return Arrays.stream(values())
                .filter(model -> model.name.equals(name.textValue()))
                .findFirst()
                .orElseThrow(() -> new DialectException(
                        400,
                        Arrays.stream(values())
                                .map(model -> model.name)
                                .collect(Collectors.joining(", ", "model must be one of ", ""))));
    }

    static Optional<Model> of(String ours) {
        return Arrays.stream(values()).filter(model -> model.ours.equals(ours)).findFirst();
    }

    /** The id of a task: the two newest models' are short, all others' end with the model's name. */
    String taskId(String jobId) {
        return this == MUSIC_2_6 || this == MUSIC_2_0 ? jobId : jobId + ":" + name;
    }

    /** Whether their create says what it has spent. */
    boolean tellsUsage() {
        return this == MUSIC_2_6;
    }

    /** What is not theirs is left out; what is null counts as absent. Throws {@link DialectException}. */
    ObjectNode translate(JsonNode theirs) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("model", ours);
        fields.forEach(field -> copy(theirs, field, request, field));
        if (this == MINIMAX_MUSIC) {
            copy(theirs, "prompt", request, "lyrics");
        }
        options.stream()
                .filter(theirs::hasNonNull)
                .forEach(option -> copy(theirs, option, request.withObject("/options"), option));
        if (fields.contains("lyrics") && theirs.hasNonNull(SETTING)) {
            setting(theirs.get(SETTING), request);
        }
        return request;
    }

    private static void setting(JsonNode setting, ObjectNode request) {
        if (!setting.isObject()) {
            throw new DialectException(400, SETTING + " must be an object");
        }
        if (!setting.hasNonNull("format")) {
            throw new DialectException(400, SETTING + ".format is required");
        }
        AUDIO.forEach(field -> copy(setting, field, request.withObject("/audio"), field));
    }

    String theirName(String ourName) {
        if (this == MINIMAX_MUSIC && ourName.equals("lyrics")) {
            return "prompt";
        }
        return ourName.replace("audio.", SETTING + ".").replace("options.", "");
    }

    private static void copy(JsonNode from, String field, ObjectNode to, String name) {
        if (from.hasNonNull(field)) {
            to.set(name, from.get(field));
        }
    }
}
