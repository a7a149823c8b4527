package dev.segue.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes each step of a job a span below the one that accepted it. Spans carry what a {@link Step} names and how it ended, never an
 * address, a message or a word of the song; the automatic spans of HTTP calls would carry whole addresses, so they are off.
 */
@Singleton
public class Traces {

    private static final String HEADER = "traceparent";
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private final Tracer tracer;
    private final boolean off;

    @Inject
    Traces(Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        this.tracer = tracer;
        this.off = off;
    }

    /** What the request that is being served belongs to, in its caller's words, or {@code null}. */
    public String incoming() {
        if (off || !Arc.container().requestContext().isActive()) {
            return null;
        }
        RoutingContext request =
                Arc.container().select(CurrentVertxRequest.class).get().getCurrent();
        return request == null ? null : request.request().getHeader(HEADER);
    }

    /**
     * Does the work within a span, or just does it where tracing is off.
     *
     * @param outcome how an item is called, one of few words
     * @param work is given the step's own {@code traceparent}, {@code null} where tracing is off
     */
    public <T> Uni<T> within(Step step, Function<? super T, String> outcome, Function<String, Uni<T>> work) {
        return off
                ? work.apply(null)
                : Uni.createFrom().deferred(() -> {
                    Span span = begin(step);
                    return work.apply(traceparent(span))
                            .onItemOrFailure()
                            .invoke((item, failure) -> {
                                if (failure == null) {
                                    span.setAttribute("segue.outcome", outcome.apply(item));
                                } else {
                                    span.setStatus(
                                            StatusCode.ERROR,
                                            failure.getClass().getSimpleName()); // its message may quote a request
                                }
                            })
                            .onTermination()
                            .invoke(span::end);
                });
    }

    private Span begin(Step step) {
        SpanBuilder span = tracer.spanBuilder(step.name())
                .setSpanKind(step.kind())
                .setParent(parent(step.traceparent()))
                .setAttribute("segue.job", step.jobId());
        if (step.provider() != null) {
            span.setAttribute("segue.provider", step.provider());
        }
        return span.startSpan();
    }

    private static Context parent(String traceparent) {
        return traceparent == null
                ? Context.root()
                : W3C.extract(Context.root(), Map.of(HEADER, traceparent), MapGetter.INSTANCE);
    }

    private static String traceparent(Span span) {
        Map<String, String> headers = new HashMap<>();
        W3C.inject(Context.root().with(span), headers, Map::put);
        return headers.get(HEADER);
    }

    private enum MapGetter implements TextMapGetter<Map<String, String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return List.copyOf(carrier.keySet());
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
            return carrier.get(key);
        }
    }
}
