package dev.segue.job;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * Where the caller of a job wants to be told of it.
 *
 * @param destination {@code host:port} of the address
 * @param events {@code job.} and a status each
 * @param secret what to sign with, or {@code null} for the one that is configured
 * @param format how the messages read, or {@code null} for our own way
 */
@RegisterForReflection
public record Webhook(String url, String destination, List<String> events, String secret, String format) {

    private static final List<String> ENDED = Arrays.stream(Status.values())
            .filter(Status::ended)
            .map(Webhook::event)
            .toList();

    /** @param events {@code null} for all ended states */
    public static Webhook to(URI url, List<String> events, String secret) {
        int port = url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
        String destination = (url.getHost() + ":" + port).toLowerCase(java.util.Locale.ROOT);
        return new Webhook(url.toString(), destination, events == null ? ENDED : List.copyOf(events), secret, null);
    }

    public Webhook in(String otherFormat) {
        return new Webhook(url, destination, events, secret, otherFormat);
    }

    /** The name of the event that a job has got there. */
    public static String event(Status status) {
        return "job." + status.word();
    }

    /** An address may hold a password of the receiver's, and nobody needs to read the secret. */
    @Override
    public String toString() {
        return "Webhook[" + destination + "]";
    }
}
