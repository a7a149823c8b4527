package dev.segue.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
import dev.segue.database.TestDatabase;
import dev.segue.sandbox.Sandbox;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged program, with four keys and the providers at other addresses, makes a song on every row of the create table. */
class EveryRowIT {

    private static final String LYRICS = "[Verse]\nStreetlights flicker, the night breeze sighs";
    private static final String STYLE = "Uplifting indie pop, bright guitars";

    @TempDir
    static Path folder;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Vertx VERTX = Vertx.vertx();
    private static Sandbox providers;
    private static PackagedSegue segue;

    @BeforeAll
    static void start() throws Exception {
        providers = Sandbox.start(VERTX, new Sandbox.Options(0, Optional.of(Duration.ofMillis(500)), Clock.systemUTC()))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        String address = providers.address().toString();
        Map<String, String> environment = new HashMap<>(TestDatabase.empty().asEnvironment());
        environment.put("SEGUE_SANDBOX_ENABLED", "false");
        environment.put("SEGUE_AUDIO_ALLOW_PRIVATE_SOURCES", "true");
        environment.put("SEGUE_TRACKING_MIN_INTERVAL", "PT0.2S");
        environment.put("SEGUE_TRACKING_MAX_INTERVAL", "PT0.5S");
        environment.put("APIDOT_API_KEY", "key-of-apidot");
        environment.put("APIDOT_BASE_URL", address);
        environment.put("AIMLAPI_API_KEY", "key-of-aimlapi");
        environment.put("AIMLAPI_BASE_URL", address);
        environment.put("USEAPI_TOKEN", "key-of-useapi");
        environment.put("USEAPI_BASE_URL", address);
        environment.put("APIINONE_API_KEY", "key-of-apiinone");
        environment.put("APIINONE_BASE_URL", address);
        segue = PackagedSegue.start(folder, environment);
    }

    @AfterAll
    static void stop() {
        segue.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row("apidot", "minimax-music-2.6", "prompt", STYLE, "lyrics", LYRICS),
                row("apidot", "minimax-music-2.6", "prompt", STYLE, "instrumental", true),
                row("apidot", "minimax-music-2.6", "prompt", STYLE, "options", Map.of("lyrics_optimizer", true)),
                row("apidot", "minimax-music-2.6", "prompt", STYLE, "lyrics", LYRICS, "audio", Map.of("format", "wav")),
                row("apidot", "generate-music", "prompt", STYLE),
                row("apidot", "generate-music", "prompt", STYLE, "lyrics", LYRICS, "title", "City lights"),
                row("apidot", "generate-music", "prompt", STYLE, "instrumental", true, "title", "City lights"),
                row("aimlapi", "minimax-music-2.6", "prompt", STYLE, "lyrics", LYRICS),
                row(
                        "aimlapi",
                        "minimax-music-2.6",
                        "prompt",
                        STYLE,
                        "lyrics",
                        LYRICS,
                        "audio",
                        Map.of("bitrate", 64000)),
                row(
                        "aimlapi",
                        "minimax-music",
                        "lyrics",
                        LYRICS,
                        "reference_audio_url",
                        "https://example.com/reference.mp3"),
                row("apiinone", "minimax-music", "prompt", STYLE),
                row("apiinone", "minimax-music", "prompt", STYLE, "lyrics", LYRICS, "audio", Map.of("bitrate", 60000)),
                row("useapi", "minimax-music", "lyrics", LYRICS, "style_id", "abcdef", "title", "City lights"),
                row("aimlapi", "minimax-music-1.5", "prompt", STYLE, "lyrics", LYRICS),
                row("aimlapi", "minimax-music-2.0", "prompt", STYLE, "lyrics", LYRICS),
                row(
                        "aimlapi",
                        "minimax-music-cover",
                        "prompt",
                        STYLE,
                        "reference_audio_url",
                        "https://example.com/reference.mp3"),
                row("aimlapi", "stable-audio", "prompt", STYLE, "options", Map.of("seconds_total", 5, "steps", 100)),
                row("aimlapi", "eleven-music", "prompt", STYLE, "options", Map.of("music_length_ms", 10000)),
                row("aimlapi", "lyria-2", "prompt", STYLE, "options", Map.of("negative_prompt", "drums", "seed", 7)));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("rows")
    void job_onEveryRow_completesWithAudioThatCanBeFetched(String provider, String model, JsonObject fields)
            throws Exception {
        // Given
        JsonObject request = fields.copy().put("model", model).put("providers", new JsonArray().add(provider));

        // When
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(at("/v1/jobs"))
                        .header("Content-Type", "application/json")
                        .header("Prefer", "wait=30")
                        .POST(BodyPublishers.ofString(request.encode()))
                        .build(),
                BodyHandlers.ofString());

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonObject job = new JsonObject(answer.body());
        assertThat(job.getString("status")).as(answer.body()).isEqualTo("completed");
        assertThat(job.getString("provider")).isEqualTo(provider);
        assertThat(job.getJsonArray("audio")).hasSize(model.equals("generate-music") ? 2 : 1);
        for (Object each : job.getJsonArray("audio")) {
            JsonObject file = (JsonObject) each;
            byte[] audio = fetch(file.getString("url"));
            assertThat(audio).hasSize(file.getInteger("bytes"));
            assertThat(sha256(audio)).isEqualTo(file.getString("sha256"));
        }
    }

    private static byte[] fetch(String url) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HTTP.send(HttpRequest.newBuilder(at(url)).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static URI at(String path) {
        return URI.create(segue.address()).resolve(path);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static Arguments row(String provider, String model, Object... fields) {
        JsonObject request = new JsonObject();
        for (int i = 0; i < fields.length; i += 2) {
            request.put((String) fields[i], fields[i + 1]);
        }
        return Arguments.of(provider, model, new JsonObject(request.encode()));
    }
}
