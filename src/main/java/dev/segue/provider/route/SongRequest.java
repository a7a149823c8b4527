package dev.segue.provider.route;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is to be made, as one route sees it: the common fields with that provider's overrides merged in. Nested fields carry
 * dotted names ({@code audio.format}, {@code options.mv}); values are {@link String}, {@link Boolean}, {@link Integer},
 * {@link Long}, {@link Double}, or what JSON else holds in {@code options}. A field that is not there is absent, never null.
 */
public record SongRequest(SortedMap<String, Object> fields) {

    public SongRequest(Map<String, ?> fields) {
        this(Collections.unmodifiableSortedMap(new TreeMap<>(fields)));
    }

    public boolean has(String field) {
        return fields.containsKey(field);
    }

    /** The field's text, or {@code null}. */
    public String text(String field) {
        return fields.get(field) instanceof String text ? text : null;
    }

    /** Whether the field is there and true. */
    public boolean flag(String field) {
        return Boolean.TRUE.equals(fields.get(field));
    }

    /** The field as JSON holds it, or {@code null}. */
    public Object value(String field) {
        return fields.get(field);
    }

    /** Prompts and lyrics are nobody's business. */
    @Override
    public String toString() {
        return "SongRequest" + fields.keySet();
    }
}
