package dev.segue.intake;

import dev.segue.intake.request.Fault;
import dev.segue.intake.request.RefusedException;
import dev.segue.intake.request.RefusedException.Reason;
import dev.segue.stranger.StrangerException;
import dev.segue.stranger.StrangerPolicy;
import dev.segue.stranger.Strangers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells early that a webhook would never be delivered, for its address leads inside. Every delivery judges again. */
@Singleton
class WebhookTargets {

    /** A slow name server is no reason to refuse, nor to keep the caller waiting. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Strangers strangers;
    private final StrangerPolicy policy;

    @Inject
    WebhookTargets(
            Strangers strangers,
            @ConfigProperty(name = "segue.webhook.allow-private-targets", defaultValue = "false")
                    boolean allowPrivate) {
        this.strangers = strangers;
        this.policy = new StrangerPolicy(allowPrivate, Set.of());
    }

    /** Fails with a {@link RefusedException} only. */
    Uni<Void> check(String url) {
        if (url == null) {
            return Uni.createFrom().voidItem();
        }
        return strangers
                .judge(url, policy)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithUni(() -> Uni.createFrom().voidItem())
                .onFailure(StrangerException.Refused.class)
                .transform(refused -> new RefusedException(
                        Reason.INVALID,
                        "The webhook's address is not one that we call.",
                        List.of(Fault.at("/webhook/url", refused.getMessage()))))
                .onFailure(failure -> !(failure instanceof RefusedException))
                .recoverWithNull();
    }
}
