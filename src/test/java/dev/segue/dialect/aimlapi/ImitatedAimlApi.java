package dev.segue.dialect.aimlapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.dialect.ImitatedApi;
import dev.segue.dialect.Wire.Answer;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

abstract class ImitatedAimlApi extends ImitatedApi {

    static final String PATH = "/v2/generate/audio";
    static final String LOOK = PATH + "?generation_id=";

    ImitatedAimlApi() {
        super("aimlapi");
    }

    static JsonObject song(String words) {
        return new JsonObject()
                .put("model", "minimax/music-2.6")
                .put("prompt", "A calm piano song " + UUID.randomUUID() + " " + words)
                .put("lyrics", "[Verse]\nIt rains and rains");
    }

    void assertError(Answer answer) {
        assertErrorShape(answer);
        assertThat(answer.json().getString("statusCode")).isEqualTo(String.valueOf(answer.status()));
        assertThat(answer.json().getString("path")).isEqualTo(PATH);
    }
}
