package dev.segue.dispatch;

import dev.segue.provider.CallsBack;
import dev.segue.provider.Catalogue;
import dev.segue.provider.settings.Endpoints;
import io.quarkus.value.registry.ValueRegistry;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the addresses that providers call back. A real provider gets one only if somebody has said where we can be reached from
 * outside; the sandbox finds us where we are.
 */
@Singleton
class CallbackUrls {

    private static final int TOKEN_BYTES = 24;

    private final Catalogue catalogue;
    private final Endpoints endpoints;
    private final ValueRegistry running;
    private final Optional<String> publicUrl;
    /** Not static: a native image would be built with its seed inside. */
    private final SecureRandom random = new SecureRandom();

    /** @param tokenHash all that is kept of the token in the address, in hex */
    record CallbackUrl(String url, String tokenHash) {

        @Override
        public String toString() {
            return "CallbackUrl[]";
        }
    }

    @Inject
    CallbackUrls(
            Catalogue catalogue,
            Endpoints endpoints,
            ValueRegistry running,
            @ConfigProperty(name = "segue.public-url") Optional<String> publicUrl) {
        this.catalogue = catalogue;
        this.endpoints = endpoints;
        this.running = running;
        this.publicUrl = publicUrl;
    }

    /** An address for one attempt, if the provider knows what to do with it and could reach it. */
    Optional<CallbackUrl> mint(String provider) {
        return catalogue
                .extra(provider, CallsBack.class)
                .flatMap(known -> base(provider))
                .map(base -> {
                    byte[] token = new byte[TOKEN_BYTES];
                    random.nextBytes(token);
                    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
                    return new CallbackUrl(base + "/v1/callbacks/" + provider + "/" + text, hash(text));
                });
    }

    private Optional<String> base(String provider) {
        boolean sandbox =
                endpoints.of(provider).filter(endpoint -> !endpoint.paid()).isPresent();
        return (sandbox ? own() : publicUrl).map(url -> url.replaceAll("/+$", ""));
    }

    /** Empty until the port is open, which a job that was queued before may not wait for. */
    private Optional<String> own() {
        return running.containsKey(HttpServer.HTTP_SERVER)
                ? Optional.of(running.get(HttpServer.HTTP_SERVER).getPort())
                        .filter(port -> port > 0)
                        .map(port -> "http://127.0.0.1:" + port)
                : Optional.empty();
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
