package dev.segue.sse;

/** One event as text. */
public final class Frame {

    private Frame() {}

    /** With an id that the client comes back with. */
    public static String durable(String id, String event, String data) {
        return "id: " + id + "\n" + passing(event, data);
    }

    /** Without an id. */
    public static String passing(String event, String data) {
        return "event: " + event + "\ndata: " + data.replace("\n", "\ndata: ") + "\n\n";
    }

    static String comment(String text) {
        return ": " + text + "\n\n";
    }

    static String retry(long millis) {
        return "retry: " + millis + "\n\n";
    }
}
