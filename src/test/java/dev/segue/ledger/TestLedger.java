package dev.segue.ledger;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.segue.budget.Gate;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A ledger of a test's own, telling of its moves whom the test names. */
public record TestLedger(Acceptances acceptances, Ledger ledger, JobCodec codec) {

    public static TestLedger on(Pool pool, Consumer<JobMoved> observer) {
        JobCodec codec = new JobCodec(new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS));
        Event<JobMoved> moved = new Observed(observer);
        return new TestLedger(
                new Acceptances(pool, codec, new Gate(pool), moved),
                new Ledger(pool, codec, new EntryRows(codec), moved),
                codec);
    }

    private record Observed(Consumer<JobMoved> observer) implements Event<JobMoved> {

        @Override
        public void fire(JobMoved moved) {
            observer.accept(moved);
        }

        @Override
        public <U extends JobMoved> CompletionStage<U> fireAsync(U moved) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends JobMoved> CompletionStage<U> fireAsync(U moved, NotificationOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Event<JobMoved> select(Annotation... qualifiers) {
            return this;
        }

        @Override
        public <U extends JobMoved> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends JobMoved> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }
    }
}
