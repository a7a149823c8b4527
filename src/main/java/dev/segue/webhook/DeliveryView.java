package dev.segue.webhook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A delivery as its job's caller sees it.
 *
 * @param webhookId the header {@code webhook-id}, the same over all tries
 * @param status {@code pending}, {@code delivered}, {@code stopped} (the receiver wants no more) or {@code failed}
 * @param nextTryAt while a try is under way: when it will count as lost; {@code null} when there is none to come
 */
@RegisterForReflection
public record DeliveryView(
        String id,
        String webhookId,
        String job,
        String event,
        String host,
        String status,
        List<Try> tries,
        Instant nextTryAt) {

    /**
     * One try.
     *
     * @param status the receiver's, or {@code null} if there was no answer
     * @param error why there was none, or {@code null}
     */
    @RegisterForReflection
    public record Try(Instant at, Integer status, String error, long durationMs) {

        private static final Set<Integer> AWAY = Set.of(502, 503, 504);

        boolean delivered() {
            return status != null && status >= 200 && status < 300;
        }

        /** The receiver says that it is gone for good. */
        boolean stopped() {
            return status != null && status == 410;
        }

        /** Nobody answers there, or only who stands before the receiver. Any other status is a path's own. */
        boolean away() {
            return status == null || AWAY.contains(status);
        }
    }
}
