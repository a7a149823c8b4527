package dev.segue.dialect.useapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.dialect.Wire.Answer;
import dev.segue.provider.http.Samples;
import dev.segue.sandbox.Shape;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class UseapiDialectTest extends ImitatedUseapi {

    @ParameterizedTest
    @ValueSource(strings = {"create-request", "create-request-account-title"})
    void create_asTheProvidersExamples_answersWhenTheSongIsThere(String request) {
        // When
        Answer answer = sample(request);
        JsonObject made = answer.json();
        Answer audio = client.get(made.getString("audioURL"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertJson(answer);
        assertThat(Shape.of(made)).isEqualTo(shape("create-answer"));
        assertThat(made.getInteger("duration")).isEqualTo(8);
        assertThat(made.getString("audioURL"))
                .startsWith(client.origin() + "/v1/jobs/" + made.getString("musicId") + "/audio/0?ticket=");
        assertThat(audio.status()).isEqualTo(200);
        assertThat(audio.header("content-type")).isEqualTo("audio/mpeg");
    }

    /** As curl and template strings send them. */
    @Test
    void create_whoseLyricsStandInTheAddressAsTyped_singsThem() throws IOException {
        // Given
        String lyrics = "100%zz;ça|{là}😀";

        // When
        String answer;
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + ROOT + "create?styleId=abcdef&prompt=" + lyrics
                                    + " HTTP/1.1\r\nHost: segue\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        // Then
        assertThat(answer).startsWith("HTTP/1.1 200 ");
        JsonObject made = new JsonObject(answer.substring(answer.indexOf('{')));
        assertThat(client.get(ROOT + made.getString("musicId")).json().getString("lyrics"))
                .isEqualTo(lyrics);
    }

    @Test
    void song_lookedAt_hasTheProvidersFieldsButStyleAndCover() {
        // Given
        Instant before = Instant.now();
        JsonObject wish = Samples.read("useapi", "create-request-account-title").getJsonObject("query");
        String id = sample("create-request-account-title").json().getString("musicId");

        // When
        JsonObject song = client.get(ROOT + id).json();

        // Then
        Set<String> expected = shape("look-answer-completed");
        expected.removeIf(field -> field.contains("style") || field.contains("coverURL"));
        assertThat(Shape.of(song)).isEqualTo(expected);
        assertThat(song.getString("lyrics")).isEqualTo(wish.getString("prompt"));
        assertThat(song.getString("title")).isEqualTo(wish.getString("title"));
        assertThat(song.getInteger("status")).isEqualTo(2);
        assertThat(song.getString("statusLabel")).isEqualTo("completed");
        assertThat(song.getBoolean("statusFinal")).isTrue();
        assertThat(Instant.ofEpochMilli(song.getLong("createTime"))).isBetween(before.minusMillis(1), Instant.now());
    }

    @Test
    void list_ofSongs_isNewestFirstAndGoesOnBehindTheLast() {
        // Given
        List<String> made = IntStream.range(0, 3)
                .mapToObj(n -> create("Song " + n).json().getString("musicId"))
                .toList();
        create("Not to be listed [[sandbox:task=moderated]]");

        // When
        List<String> first = ids(ROOT + "?limit=2");
        List<String> next = ids(ROOT + "?limit=1&account=any&lastMusicId=" + first.get(1));

        // Then
        assertThat(first).containsExactly(made.get(2), made.get(1));
        assertThat(next).containsExactly(made.get(0));
        assertThat(ids(ROOT.substring(0, ROOT.length() - 1) + "?limit=2")).isEqualTo(first);
        Set<String> song = Shape.of(list(ROOT + "?limit=1").getJsonObject(0));
        assertThat(song).contains("$.musicId String", "$.audioURL String");
    }

    @ParameterizedTest
    @ValueSource(strings = {"styles/", "styles", "styles/?account=987654321"})
    void styles_asked_areTheProvidersOwn(String path) {
        // When
        Answer answer = client.get(ROOT + path);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Shape.of(new JsonArray(answer.text())))
                .isEqualTo(Shape.of(Samples.read("useapi", "styles-answer").getJsonArray("body")));
    }

    @Test
    void create_whenTheProviderIsBusyOrDownForAMoment_isSentAgainAndAnswered() {
        // When
        Answer answer = create("[[sandbox:create=503,times=1]]");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("audioURL")).isNotBlank();
    }

    @Test
    void create_thatNobodyMayMake_tellsThatNothingWasStarted() {
        // When
        Answer answer = create("[[sandbox:create=402]]");

        // Then
        assertThat(answer.status()).isEqualTo(402);
        assertThat(answer.json().getInteger("code")).isEqualTo(402);
        assertThat(answer.json().getString("error")).isNotBlank();
        JsonObject song = client.get(ROOT + answer.json().getString("musicId")).json();
        assertThat(song.getInteger("status")).isEqualTo(3);
        assertThat(song.getBoolean("statusFinal")).isTrue();
    }

    @Test
    void create_repeatedWithItsKey_answersTheSameSong() {
        // Given
        String key = UUID.randomUUID().toString();
        String target = target("Again and again " + key);

        // When
        Answer first = client.get(target, "Idempotency-Key", key);
        Answer again = client.get(target + "&of_no_meaning=1", "Idempotency-Key", key);
        Answer other = client.get(target("Something else"), "Idempotency-Key", key);

        // Then
        assertThat(first.header("idempotency-replayed")).isNull();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(again.json().getString("musicId")).isEqualTo(first.json().getString("musicId"));
        assertThat(again.json().getString("audioURL")).isNotBlank();
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().getString("error")).contains("Idempotency-Key");
    }

    @Test
    void create_repeatedWithoutAKeyAfterItEnded_makesAnotherSong() {
        // Given
        String target = target("Once more " + UUID.randomUUID());

        // When
        String first = client.get(target).json().getString("musicId");
        String second = client.get(target).json().getString("musicId");

        // Then
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void words_inAnAddress_areNotInTheMeters() {
        // Given
        create("Sesquipedalian");
        client.get(ROOT + "create?prompt=Sesquipedalian");
        client.get(ROOT + "nothing?prompt=Sesquipedalian");

        // When
        String meters = client.get("/q/metrics").text();

        // Then
        assertThat(meters).contains("/v1/minimax/music/create").doesNotContain("Sesquipedalian");
    }

    private JsonArray list(String target) {
        return new JsonArray(client.get(target).text());
    }

    private List<String> ids(String target) {
        return list(target).stream()
                .map(song -> ((JsonObject) song).getString("musicId"))
                .toList();
    }
}
