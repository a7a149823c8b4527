package dev.segue.provider;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** What the sandbox tells of itself. */
record SandboxDesk(URI sandbox) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    void reset() {
        send("POST", sandbox.resolve("/sandbox/reset"));
    }

    /** How many creates it has received for that provider. */
    int creates(String provider) {
        return new JsonObject(send("GET", sandbox.resolve("/sandbox/requests")).body())
                .getJsonObject("creates")
                .getInteger(provider);
    }

    /** What is answered to who wants to hear a song. */
    int status(String url) {
        return send("GET", URI.create(url)).statusCode();
    }

    private static HttpResponse<String> send(String method, URI uri) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(uri)
                            .method(method, BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
