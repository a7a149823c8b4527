package dev.segue.api;

import java.util.Arrays;
import java.util.List;

/** Entity tags as {@code If-None-Match} compares them: weakly. */
public final class EntityTags {

    private EntityTags() {}

    public static boolean match(List<String> known, String etag) {
        return known.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || weak(tag).equals(weak(etag)));
    }

    private static String weak(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
