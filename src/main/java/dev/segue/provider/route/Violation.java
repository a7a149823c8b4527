package dev.segue.provider.route;

/**
 * What a route misses or refuses in a request.
 *
 * @param pointer the field, as a JSON pointer into our own request ({@code /audio/format})
 */
public record Violation(String pointer, String detail) {

    public static Violation of(String field, String detail) {
        String[] path = field.split("\\.", 2); // a name of the caller's own may have dots
        return new Violation("/" + path[0] + (path.length == 1 ? "" : "/" + escaped(path[1])), detail);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
