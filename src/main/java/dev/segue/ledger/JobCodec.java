package dev.segue.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.job.Job;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;

/** Jobs as the documents that rows and events hold: the public contract's own JSON. */
@Singleton
public class JobCodec {

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

    String document(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
