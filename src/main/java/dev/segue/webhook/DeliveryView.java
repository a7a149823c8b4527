package dev.segue.webhook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

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

        boolean delivered() {
            return status != null && status >= 200 && status < 300;
        }

        /** The receiver says that it is gone for good. */
        boolean stopped() {
            return status != null && status == 410;
        }

        /** The destination itself is in trouble, whatever it was sent. */
        boolean broken() {
            return status == null || status >= 500;
        }
    }
}
