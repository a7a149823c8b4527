package dev.segue.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;

/** Which fields a message has, and of which kind; not what they say. */
public final class Shape {

    private Shape() {}

    /** A null says nothing of its kind, so a field that is null has no place in the shape. */
    public static Set<String> of(Object json) {
        Set<String> paths = new TreeSet<>();
        collect("$", json, paths);
        return paths;
    }

    private static void collect(String path, Object value, Set<String> paths) {
        if (value instanceof JsonObject object) {
            paths.add(path + " object");
            object.forEach(field -> collect(path + "." + field.getKey(), field.getValue(), paths));
        } else if (value instanceof JsonArray array) {
            paths.add(path + " array");
            array.forEach(element -> collect(path + "[]", element, paths));
        } else if (value != null) {
            String kind = value instanceof Number ? "number" : value.getClass().getSimpleName();
            paths.add(path + " " + kind);
        }
    }
}
