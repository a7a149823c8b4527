package dev.segue.sandbox.part;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** Checks fields one by one and keeps the first complaint. */
final class Rules {

    private final JsonObject fields;
    private String complaint;

    Rules(JsonObject fields) {
        this.fields = fields;
    }

    Optional<String> complaint() {
        return Optional.ofNullable(complaint);
    }

    Rules required(String name) {
        Object value = fields.getValue(name);
        return complainUnless(value != null && !"".equals(value), name + " is required");
    }

    /** Length is counted as the providers' schemas do, in UTF-16 units. */
    Rules text(String name, int min, int max) {
        return check(
                name,
                value -> value instanceof String text && text.length() >= min && text.length() <= max,
                "must be a string of " + min + " to " + max + " characters");
    }

    Rules uri(String name) {
        return check(name, value -> value instanceof String text && isUri(text), "must be a URL");
    }

    Rules bool(String name) {
        return check(name, Boolean.class::isInstance, "must be a boolean");
    }

    Rules number(String name, double min, double max) {
        return check(
                name,
                value -> value instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max,
                "must be a number from " + min + " to " + max);
    }

    Rules oneOf(String name, Object... values) {
        return check(name, Arrays.asList(values)::contains, "must be one of " + Arrays.toString(values));
    }

    /** The audio setting that all MiniMax models share. */
    Rules audioSetting(boolean formatRequired) {
        Object setting = fields.getValue("audio_setting");
        if (setting instanceof JsonObject object) {
            Rules rules = new Rules(object)
                    .oneOf("format", "mp3", "wav", "pcm")
                    .oneOf("sample_rate", 16000, 24000, 32000, 44100)
                    .oneOf("bitrate", 32000, 64000, 128000, 256000);
            (formatRequired ? rules.required("format") : rules)
                    .complaint()
                    .ifPresent(inner -> complainUnless(false, "audio_setting." + inner));
            return this;
        }
        return complainUnless(setting == null, "audio_setting must be an object");
    }

    Rules complainUnless(boolean fine, String words) {
        if (!fine && complaint == null) {
            complaint = words;
        }
        return this;
    }

    private Rules check(String name, Predicate<Object> fine, String words) {
        Object value = fields.getValue(name);
        return complainUnless(value == null || fine.test(value), name + " " + words);
    }

    private static boolean isUri(String text) {
        try {
            return URI.create(text).isAbsolute();
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
