package dev.segue.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.access.Caller;
import dev.segue.access.CurrentCaller;
import dev.segue.access.Scope;
import dev.segue.intake.Admission;
import dev.segue.intake.Conditions;
import dev.segue.intake.Intake;
import dev.segue.intake.request.Fault;
import dev.segue.intake.request.RefusedException;
import dev.segue.intake.request.RefusedException.Reason;
import dev.segue.intake.request.RequestBody;
import dev.segue.ledger.Entry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Makes jobs of what was ordered in a dialect. */
@Singleton
public class Orders {

    /** The header, which no provider knows. */
    private static final String KEY = "Idempotency-Key";

    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;

    private final Intake intake;
    private final CurrentCaller caller;

    /** @param replayed whether it was ordered before, with the same {@code Idempotency-Key} */
    public record Placed(Entry entry, boolean replayed) {

        /** The first answer and its repeats differ in a header alone. */
        public <T> RestResponse<T> answer(T body) {
            ResponseBuilder<T> answer = ResponseBuilder.ok(body);
            return (replayed ? answer.header("Idempotency-Replayed", "true") : answer).build();
        }
    }

    @Inject
    Orders(Intake intake, CurrentCaller caller) {
        this.intake = intake;
        this.caller = caller;
    }

    /** Throws {@link DialectException}: 400 where the body is no JSON object, 413 where it is too large. */
    public ObjectNode read(byte[] body) {
        try {
            return RequestBody.read(body == null ? new byte[0] : body);
        } catch (RefusedException refused) {
            throw refusal(refused, UnaryOperator.identity());
        }
    }

    /** What the caller states as its {@code Idempotency-Key}, empty ones too: the framework's parameters leave those out. */
    public static List<String> keys(HttpServerRequest asked) {
        return asked.headers().getAll(KEY);
    }

    /**
     * Takes the order in for the present caller; to be called while the request is at hand.
     *
     * @param request in our own words, as {@code POST /v1/jobs} takes it
     * @param keys the caller's {@code Idempotency-Key}: one, if any
     * @return or a {@link DialectException}: 400 or 413 for a refused request, 402 over budget, 409, 410 or 422 for what became of
     *     the key, 429 with a full queue
     */
    public Uni<Placed> place(ObjectNode request, List<String> keys) {
        return place(request, keys, Conditions.NONE, UnaryOperator.identity());
    }

    /** @param theirName turns our dotted name of a field ({@code webhook.url}) into the provider's */
    public Uni<Placed> place(
            ObjectNode request, List<String> keys, Conditions conditions, UnaryOperator<String> theirName) {
        Caller asking = caller.get(Scope.JOBS_WRITE);
        return intake.accept(asking, request, keys, conditions)
                .onFailure(RefusedException.class)
                .transform(refused -> refusal(refused, theirName))
                .map(Orders::placed);
    }

    private static Placed placed(Admission admission) {
        if (admission instanceof Admission.New made) {
            return new Placed(made.entry(), false);
        }
        if (admission instanceof Admission.Replayed repeat) {
            return new Placed(repeat.entry(), true);
        }
        if (admission instanceof Admission.Joined shared) {
            return new Placed(shared.entry(), false);
        }
        if (admission instanceof Admission.Gone) {
            throw new DialectException(410, "The song of this Idempotency-Key was deleted.");
        }
        if (admission instanceof Admission.KeyReused) {
            throw new DialectException(422, "This Idempotency-Key was used with another request.");
        }
        if (admission instanceof Admission.StillWriting) {
            throw new DialectException(409, "The first request with this Idempotency-Key is still being taken in.");
        }
        if (admission instanceof Admission.OverBudget) {
            throw new DialectException(402, "The song might cost more than is left of this month's budget.");
        }
        if (admission instanceof Admission.QueueFull full) {
            throw new DialectException(
                    429,
                    "As many of your songs wait already as may.",
                    Map.of(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(full.retryAfter().toSeconds())));
        }
        throw new IllegalArgumentException("not an admission: " + admission.getClass());
    }

    /** What routes say of fields they say in our own words, which nobody here has written. */
    private static DialectException refusal(RefusedException refused, UnaryOperator<String> theirName) {
        String faults = refused.reason() == Reason.NO_ROUTE
                ? ""
                : refused.faults().stream()
                        .map(fault -> words(fault, theirName))
                        .collect(Collectors.joining());
        int status =
                switch (refused.reason()) {
                    case TOO_LARGE -> refused.reason().status();
                    case NO_ROUTE ->
                        UNAVAILABLE; // the imitated provider would take it, but none that would is configured
                    default -> BAD_REQUEST;
                };
        return new DialectException(status, refused.getMessage() + faults);
    }

    private static String words(Fault fault, UnaryOperator<String> theirName) {
        return " " + theirName.apply(Terms.dotted(fault.pointer())) + " " + fault.detail() + ".";
    }
}
