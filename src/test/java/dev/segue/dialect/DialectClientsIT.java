package dev.segue.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
import dev.segue.database.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of the providers' users, with another base URL and key. All run at the same time: the samples ask every 10 or 15 s. */
@Tag("clients") // they need more than a JDK: README.md, CONTRIBUTING.md
@Execution(ExecutionMode.CONCURRENT)
class DialectClientsIT {

    private static final String KEY = "sk_of_a_test";
    private static final Pattern AUDIO = Pattern.compile("'?url'?: '(http[^']+)'");

    @TempDir
    static Path folder;

    private static PackagedSegue segue;
    private static final Map<String, ClientProgram> PROGRAMS = new HashMap<>();

    @BeforeAll
    static void start() throws IOException {
        Map<String, String> environment = new HashMap<>(TestDatabase.fresh().asEnvironment());
        environment.putAll(Map.of(
                "SEGUE_AUTH_MODE", "api-key",
                "SEGUE_AUTH_ADMIN_KEY", KEY,
                "SEGUE_SANDBOX_ENABLED", "true",
                "SEGUE_SANDBOX_PORT", "0",
                "SEGUE_SANDBOX_DURATION", "PT1S",
                "SEGUE_WEBHOOK_ALLOW_PRIVATE_TARGETS", "true",
                "SEGUE_TRACKING_MIN_INTERVAL", "PT0.3S",
                "SEGUE_TRACKING_MAX_INTERVAL", "PT1S"));
        segue = PackagedSegue.start(folder, environment);
        // Nobody can start anything at the provider that the program was written for.
        start("aimlapi/song.py", "A song about rain [[sandbox:create=503,provider=aimlapi]]");
        start("aimlapi/song.mjs", "Rain on the window, rain on the sea");
        start("apiinone/song.py", "A song about rain");
        start("apiinone/song.mjs", "Another song about rain");
        start("apidot/song.py", "A song about rain [[sandbox:create=503,provider=apidot]]");
        start("apidot/song.mjs", "indie pop");
        start("apidot/callback.py", "A tune about rain");
        start("useapi/song.py", "Rain on the window,\nrain on the sea");
        start("useapi/song.mjs", "Rain & wind,\n\n\n100 % rain");
        for (String sample :
                List.of("minimax-music.py", "minimax-music.js", "minimax-music-2.6.py", "minimax-music-2.6.js")) {
            edit("samples/aimlapi-" + sample, "https://api.aimlapi.com", "<YOUR_AIMLAPI_KEY>");
        }
    }

    @AfterAll
    static void stop() {
        PROGRAMS.values().forEach(ClientProgram::close);
        segue.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aimlapi/song.py",
                "aimlapi/song.mjs",
                "apiinone/song.py",
                "apiinone/song.mjs",
                "apidot/song.py",
                "apidot/song.mjs",
                "apidot/callback.py",
                "useapi/song.py",
                "useapi/song.mjs"
            })
    void program_withAnotherBaseUrlAndKey_hasItsSong(String script) throws IOException {
        // Given
        ClientProgram program = PROGRAMS.get(script);

        // When
        int code = program.exitCode();

        // Then
        assertThat(program.output()).contains("saved");
        assertThat(code).isZero();
        assertSong(Files.readAllBytes(program.folder().resolve("song.mp3")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "samples/aimlapi-minimax-music.py",
                "samples/aimlapi-minimax-music.js",
                "samples/aimlapi-minimax-music-2.6.py",
                "samples/aimlapi-minimax-music-2.6.js"
            })
    void sample_ofTheProvidersPage_runsToItsEnd(String script) {
        // Given
        ClientProgram program = PROGRAMS.get(script);

        // When
        int code = program.exitCode();

        // Then
        String output = program.output();
        assertThat(output)
                .containsPattern("(Generation|Processing) complete:")
                .containsPattern("status'?: 'completed'");
        assertThat(code).isZero();
        Matcher url = AUDIO.matcher(output);
        assertThat(url.find()).isTrue();
        assertSong(new Wire(URI.create(segue.address())).get(url.group(1)).body());
    }

    private static void start(String script, String words) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("POLL_SECONDS", "0.5"));
        for (String provider : List.of("AIMLAPI", "APIINONE", "APIDOT", "USEAPI")) {
            environment.put(provider + "_BASE_URL", segue.address());
            environment.put(provider + "_API_KEY", KEY);
        }
        PROGRAMS.put(script, ClientProgram.start(home(script), script, environment, words, "song.mp3"));
    }

    private static void edit(String script, String baseUrl, String key) throws IOException {
        PROGRAMS.put(script, ClientProgram.edited(home(script), script, Map.of(baseUrl, segue.address(), key, KEY)));
    }

    private static Path home(String script) throws IOException {
        return Files.createDirectory(folder.resolve(script.replace('/', '-')));
    }

    /** It begins with the frame of an mp3. */
    private static void assertSong(byte[] mp3) {
        assertThat(mp3).hasSizeGreaterThan(10_000);
        assertThat(mp3[0]).isEqualTo((byte) 0xff);
    }
}
