package dev.segue.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.job.Attempt;
import dev.segue.job.AudioFile;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;

/** Jobs as the documents that rows and events hold: the public contract's own JSON. */
@Singleton
@RegisterForReflection(
        targets = {
            Job.class,
            Attempt.class,
            AudioFile.class,
            Cost.class,
            Cost.Source.class,
            JobError.class,
            JobError.Code.class,
            Outcome.class,
            Status.class,
            Ledger.AttemptRow.class
        })
public class JobCodec {

    private static final TypeReference<Map<String, BigDecimal>> PRICES = new TypeReference<>() {};

    private final ObjectMapper json;

    @Inject
    JobCodec(ObjectMapper json) {
        this.json = json;
    }

    public Job job(String document) {
        try {
            return json.readValue(document, Job.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, BigDecimal> prices(String document) {
        try {
            return document == null ? Map.of() : json.readValue(document, PRICES);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    String document(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
