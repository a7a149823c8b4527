package dev.segue.intake.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Tells JSON values apart: the order of members and the spelling of numbers make no difference. */
public final class Fingerprint {

    private Fingerprint() {}

    /** SHA-256 in hex: the key's row outlives the job and must not hold the prompt. */
    public static String of(JsonNode value) {
        StringBuilder canonical = new StringBuilder();
        write(value, canonical);
        try {
            byte[] bytes = canonical.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static void write(JsonNode value, StringBuilder out) {
        if (value.isObject()) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
            out.append('{');
            sorted.forEach((name, member) -> {
                out.append(TextNode.valueOf(name)).append(':');
                write(member, out);
                out.append(',');
            });
            out.append('}');
        } else if (value.isArray()) {
            out.append('[');
            value.forEach(item -> {
                write(item, out);
                out.append(',');
            });
            out.append(']');
        } else if (value.isNumber()) {
            out.append(value.decimalValue().stripTrailingZeros());
        } else {
            out.append(value);
        }
    }
}
