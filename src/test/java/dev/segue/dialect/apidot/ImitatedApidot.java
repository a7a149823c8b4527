package dev.segue.dialect.apidot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.dialect.ImitatedApi;
import dev.segue.dialect.Wire.Answer;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

abstract class ImitatedApidot extends ImitatedApi {

    static final String SUBMIT = "/api/generate/submit";
    static final String STATUS = "/api/generate/status/";
    static final String DETAIL = "/api/generate/detail/music?task_id=";

    ImitatedApidot() {
        super("apidot");
    }

    static JsonObject song(String words) {
        return new JsonObject()
                .put("model", "minimax-music-2.6")
                .put(
                        "input",
                        new JsonObject()
                                .put("prompt", "A calm piano song " + UUID.randomUUID() + " " + words)
                                .put("lyrics", "[Verse]\nIt rains and rains"));
    }

    void assertError(Answer answer) {
        assertErrorShape(answer);
        assertThat(answer.json().getInteger("code")).isEqualTo(answer.status());
    }
}
