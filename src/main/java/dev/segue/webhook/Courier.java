package dev.segue.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.rendering.JobRendering;
import dev.segue.rendering.JobView;
import dev.segue.stranger.StrangerAnswer;
import dev.segue.stranger.StrangerException;
import dev.segue.stranger.StrangerPolicy;
import dev.segue.stranger.Strangers;
import dev.segue.time.RetryAfter;
import dev.segue.time.Ticker;
import dev.segue.webhook.DeliveryView.Try;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes one try: renders, signs, sends. */
@Singleton
class Courier {

    private final JobRendering rendering;
    private final Instance<MessageFormat> formats;
    private final Signatures signatures;
    private final Strangers strangers;
    private final ObjectMapper json;
    private final Clock clock;
    private final Ticker ticker;
    private final Duration timeout;
    private final StrangerPolicy policy;

    /**
     * What came of a try.
     *
     * @param retryAfter as the receiver asks, or {@code null}
     */
    record Result(Try made, Duration retryAfter) {}

    @RegisterForReflection
    record Message(String type, Instant timestamp, JobView data) {}

    @Inject
    Courier(
            JobRendering rendering,
            @Any Instance<MessageFormat> formats,
            Signatures signatures,
            Strangers strangers,
            ObjectMapper json,
            Clock clock,
            Ticker ticker,
            WebhookConfig config) {
        this.rendering = rendering;
        this.formats = formats;
        this.signatures = signatures;
        this.strangers = strangers;
        this.json = json;
        this.clock = clock;
        this.ticker = ticker;
        this.timeout = config.timeout();
        this.policy = new StrangerPolicy(config.allowPrivateTargets(), Set.of());
    }

    /**
     * Fails only where nothing was sent: there the try does not count.
     *
     * @return nothing where there is nothing to tell, not yet or not any more
     */
    Uni<Optional<Result>> send(Delivery delivery) {
        return rendering
                .absolute(delivery.job())
                .map(view -> message(delivery, view))
                .chain(message -> message.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : send(delivery, body(message.get())).map(Optional::of));
    }

    private Optional<Object> message(Delivery delivery, JobView view) {
        String wanted = delivery.receiver().format();
        Optional<MessageFormat> format =
                formats.stream().filter(known -> known.name().equals(wanted)).findFirst();
        if (format.isEmpty()) {
            return Optional.of(new Message(delivery.event(), delivery.at(), view));
        }
        return delivery.overtaken() ? Optional.empty() : format.get().body(delivery.job(), view);
    }

    private Uni<Result> send(Delivery delivery, Buffer body) {
        Instant now = clock.instant();
        long began = ticker.nanos();
        return signatures
                .of(delivery, now.getEpochSecond(), body.getBytes())
                .chain(signature -> post(delivery, now, signature, body))
                .map(answer -> new Result(
                        new Try(now, answer.status(), null, since(began)),
                        RetryAfter.parse(answer.retryAfter(), clock)))
                .onFailure(StrangerException.class)
                .recoverWithItem(failure -> new Result(new Try(now, null, failure.getMessage(), since(began)), null));
    }

    private Uni<StrangerAnswer> post(Delivery delivery, Instant now, String signature, Buffer body) {
        Map<String, String> headers = Map.of(
                "content-type",
                "application/json",
                "webhook-id",
                Delivery.messageId(delivery.id()),
                "webhook-timestamp",
                Long.toString(now.getEpochSecond()),
                "webhook-signature",
                signature);
        return strangers.post(delivery.receiver().url(), headers, body, timeout, policy);
    }

    private long since(long began) {
        return Duration.ofNanos(ticker.nanos() - began).toMillis();
    }

    private Buffer body(Object message) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(message));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
