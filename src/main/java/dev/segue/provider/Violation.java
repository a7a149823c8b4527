package dev.segue.provider;

/**
 * What a route misses or refuses in a request.
 *
 * @param pointer the field, as a JSON pointer into our own request ({@code /audio/format})
 */
public record Violation(String pointer, String detail) {

    static Violation of(String field, String detail) {
        return new Violation("/" + field.replace('.', '/'), detail);
    }
}
