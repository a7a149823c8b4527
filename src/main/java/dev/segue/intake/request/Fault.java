package dev.segue.intake.request;

/**
 * What is wrong in a request; never quotes a value.
 *
 * @param pointer JSON pointer into the body, {@code ""} for the whole
 * @param route the provider whose route says so, or {@code null}
 */
public record Fault(String pointer, String detail, String route) {

    public static Fault at(String pointer, String detail) {
        return new Fault(pointer, detail, null);
    }
}
