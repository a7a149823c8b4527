package dev.segue.api.webhook;

import dev.segue.webhook.Signatures;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

@Path("/v1/webhook-keys")
@Produces(MediaType.APPLICATION_JSON)
class KeysResource {

    private final Signatures signatures;

    /** @param version of the signature that the key verifies */
    @RegisterForReflection
    record PublicKey(String version, String key) {}

    @RegisterForReflection
    record KeyList(List<PublicKey> data) {}

    @Inject
    KeysResource(Signatures signatures) {
        this.signatures = signatures;
    }

    @GET
    public KeyList keys() {
        return new KeyList(signatures.publicKeys().stream()
                .map(key -> new PublicKey("v1a", key))
                .toList());
    }
}
