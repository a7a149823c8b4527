package dev.segue.webhook;

import dev.segue.access.Secrets;
import dev.segue.signature.WebhookSecret;
import dev.segue.signature.WebhookSigner;
import dev.segue.signature.WebhookSigningKey;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** With what a delivery is signed: the job's secret, else its caller's, else the general one; and with the key pair. */
@Singleton
public class Signatures {

    private static final String KEPT = "webhook-secret";

    private final Secrets secrets;
    private final Optional<WebhookSigningKey> keyPair;
    private final Map<String, List<WebhookSigner>> ofCallers = new HashMap<>();
    private final List<WebhookSigner> configured;
    private final List<WebhookSigner> previous;
    private volatile WebhookSigner kept;

    @Inject
    Signatures(WebhookConfig config, Secrets secrets) {
        this.secrets = secrets;
        this.keyPair = read("segue.webhook.signing-key", config.signingKey(), WebhookSigningKey::parse);
        this.configured = list(secret("segue.webhook.secret", config.secret()));
        this.previous = list(secret("segue.webhook.previous-secret", config.previousSecret()));
        config.callers().forEach((caller, own) -> {
            String name = "segue.webhook.callers." + caller;
            List<WebhookSigner> both = new ArrayList<>(list(secret(name + ".secret", Optional.of(own.secret()))));
            both.addAll(list(secret(name + ".previous-secret", own.previousSecret())));
            ofCallers.put(caller, both);
        });
    }

    /** Made at the start, so that a bad key stops it. */
    void start(@Observes @Priority(1) StartupEvent event) {}

    /** The public keys that receivers may verify {@code v1a} with. */
    public List<String> publicKeys() {
        return keyPair.map(WebhookSigningKey::publicKey).stream().toList();
    }

    /** The header {@code webhook-signature}. */
    Uni<String> of(Delivery delivery, long timestamp, byte[] body) {
        String id = Delivery.messageId(delivery.id());
        return shared(delivery).map(signers -> {
            List<WebhookSigner> all = new ArrayList<>(signers);
            keyPair.ifPresent(all::add);
            return all.stream().map(signer -> signer.sign(id, timestamp, body)).collect(Collectors.joining(" "));
        });
    }

    private Uni<List<WebhookSigner>> shared(Delivery delivery) {
        String own = delivery.receiver().secret();
        if (own != null) {
            return Uni.createFrom().item(List.of(WebhookSecret.parse(own)));
        }
        List<WebhookSigner> callers = ofCallers.get(delivery.caller());
        return callers != null ? Uni.createFrom().item(callers) : general().map(this::withPrevious);
    }

    private Uni<WebhookSigner> general() {
        if (!configured.isEmpty()) {
            return Uni.createFrom().item(configured.get(0));
        }
        return kept != null
                ? Uni.createFrom().item(kept)
                : secrets.named(KEPT).map(bytes -> kept = WebhookSecret.of(bytes));
    }

    private List<WebhookSigner> withPrevious(WebhookSigner present) {
        List<WebhookSigner> both = new ArrayList<>(List.of(present));
        both.addAll(previous);
        return both;
    }

    private static List<WebhookSigner> list(Optional<WebhookSecret> secret) {
        return List.copyOf(secret.stream().toList());
    }

    private static Optional<WebhookSecret> secret(String property, Optional<String> value) {
        return read(property, value, WebhookSecret::parse);
    }

    private static <T> Optional<T> read(String property, Optional<String> value, Function<String, T> parser) {
        try {
            return value.filter(text -> !text.isBlank()).map(String::strip).map(parser);
        } catch (IllegalArgumentException bad) {
            throw new ConfigurationException(property + " " + bad.getMessage());
        }
    }
}
