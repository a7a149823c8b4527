package dev.segue.dialect.apidot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.provider.http.Samples;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class SubmissionTest {

    @Test
    void submit_inCustomMode_keepsTheStyleApartFromTheWords() {
        // Given
        JsonObject theirs =
                Samples.read("apidot", "create-request-generate-music-custom").getJsonObject("body");

        // When
        JsonObject ours = new JsonObject(Submission.of(json(theirs)).request().toString());

        // Then
        JsonObject input = theirs.getJsonObject("input");
        assertThat(ours.getString("prompt")).isEqualTo(input.getString("style"));
        assertThat(ours.getString("lyrics")).isEqualTo(input.getString("prompt"));
        assertThat(ours.getString("title")).isEqualTo(input.getString("title"));
        assertThat(ours.getJsonObject("options").getString("mv")).isEqualTo("V4_5PLUS");
    }

    @Test
    void submit_ofAnInstrumentalInSimpleMode_staysSimple() {
        // Given a title, which the provider ignores here and which would be one of custom mode with us
        JsonObject theirs = generate("custom_mode", false, "instrumental", true, "mv", "V5", "title", "Rain");

        // When
        JsonObject ours = new JsonObject(Submission.of(json(theirs)).request().toString());

        // Then
        assertThat(ours.containsKey("title")).isFalse();
        assertThat(ours.getBoolean("instrumental")).isTrue();
    }

    private static JsonObject generate(Object... fields) {
        JsonObject input = new JsonObject().put("prompt", "A cheerful song about rain");
        for (int i = 0; i < fields.length; i += 2) {
            input.put((String) fields[i], fields[i + 1]);
        }
        return new JsonObject().put("model", "generate-music").put("input", input);
    }

    private static JsonNode json(JsonObject object) {
        try {
            return new ObjectMapper().readTree(object.encode());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
