package dev.segue.dialect.useapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.dialect.ImitatedApi;
import dev.segue.dialect.Wire.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

abstract class ImitatedUseapi extends ImitatedApi {

    static final String ROOT = "/v1/minimax/music/";

    ImitatedUseapi() {
        super("useapi");
    }

    Answer create(String lyrics) {
        return client.get(target(lyrics + " " + UUID.randomUUID()));
    }

    static String target(String lyrics) {
        return ROOT + "create?styleId=abcdef&prompt=" + URLEncoder.encode(lyrics, StandardCharsets.UTF_8);
    }

    void assertError(Answer answer) {
        assertErrorShape(answer);
        assertThat(answer.json().getInteger("code")).isEqualTo(answer.status());
    }
}
