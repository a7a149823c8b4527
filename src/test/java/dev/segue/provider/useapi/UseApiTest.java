package dev.segue.provider.useapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.Ambiguous;
import dev.segue.provider.CreateAnswer.Barred;
import dev.segue.provider.CreateAnswer.NotStarted;
import dev.segue.provider.CreateAnswer.Refused;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.ListsSongs;
import dev.segue.provider.ListsSongs.ListedSong;
import dev.segue.provider.ListsStyles;
import dev.segue.provider.ListsStyles.Style;
import dev.segue.provider.ListsStyles.StyleGroup;
import dev.segue.provider.ProviderConversation;
import dev.segue.provider.SamplesContract;
import dev.segue.provider.TaskState;
import dev.segue.provider.TaskState.Moderated;
import dev.segue.provider.TaskState.Running;
import dev.segue.provider.TaskState.Succeeded;
import dev.segue.provider.Track;
import dev.segue.provider.http.Samples;
import dev.segue.provider.http.ScriptedProvider;
import dev.segue.provider.route.SongRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UseApiTest extends SamplesContract {

    private static final String ID = "user:1234-minimax:987654321-music:998877665544332211";
    private static final String AUDIO =
            "https://cdn.hailuoai.com/prod/2024-10-05-08/music/123456789-music_998877665544332211.mp3";
    private static final String COVER = "https://cdn.hailuoai.com/prod/2024-10-05-08/cover/123456789.jpeg";
    private static final String MODEL = "minimax-music";
    private static final SongRequest SONG = new SongRequest(Map.of("style_id", "abcdef", "lyrics", "Side by side"));

    UseApiTest() {
        super(new ProviderConversation(UseApi.ID, UseApi.STATUSES, UseApi::new));
    }

    @Override
    protected CreateAnswer create() {
        return talk.create(MODEL, SONG);
    }

    @Override
    protected String task() {
        return ID;
    }

    @Override
    protected String lookedAt() {
        return "/v1/minimax/music/" + ID;
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(
                        "create-request",
                        null,
                        Map.of(
                                "style_id",
                                "abcdef",
                                "lyrics",
                                "Side by side, through thick and thin,\nWith a laugh, we always win.")),
                Arguments.of(
                        "create-request-account-title",
                        "987654321",
                        Map.of(
                                "style_id", "abcdef",
                                "lyrics", "Storms may come,\n\n\nbut we stay true & free – 100 %",
                                "title", "Friends forever")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void create_asInSample_sendsItsQuery(String sample, String account, Map<String, Object> song) {
        // Given
        JsonObject expected = Samples.read(UseApi.ID, sample);
        talk.replays("create-answer");
        assertThat(talk.route(MODEL).check(new SongRequest(song))).isEmpty();

        // When
        talk.create(MODEL, new SongRequest(song), account, null);

        // Then
        QueryStringDecoder heard = new QueryStringDecoder(talk.heard().uri());
        assertThat(talk.heard().method()).isEqualTo("GET");
        assertThat(heard.path()).isEqualTo("/v1/minimax/music/create");
        assertThat(heard.parameters().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry ->
                        (Object) entry.getValue().get(0))))
                .isEqualTo(expected.getJsonObject("query").getMap());
    }

    @Test
    void create_ofAwkwardLyrics_isPercentEncodedOnce() {
        // Given
        talk.replays("create-answer");

        // When
        talk.create(MODEL, new SongRequest(Map.of("style_id", "a", "lyrics", "a b\n+é&=%20#?")));

        // Then
        assertThat(talk.heard().uri())
                .isEqualTo("/v1/minimax/music/create?styleId=a&prompt=a%20b%0A%2B%C3%A9%26%3D%2520%23%3F");
        assertThat(talk.heard().body()).isEmpty();
    }

    @Override
    protected Stream<Arguments> createAnswers() {
        return Stream.of(
                Arguments.of(
                        "create-answer", new Started(ID, null, new Succeeded(List.of(new Track(AUDIO, null, 55.0))))),
                Arguments.of(
                        "create-answer-duration-string",
                        new Started(ID, null, new Succeeded(List.of(new Track(AUDIO, null, 55.0))))),
                Arguments.of("create-answer-without-audio", new Started(ID, null, new Running(null))),
                Arguments.of(
                        "create-answer-without-music-id", new Ambiguous("the provider's answer names no task (200)")),
                Arguments.of("error-400", new Refused(false, "the provider refused the request (400)")),
                Arguments.of("error-400-object", new Refused(false, "the provider refused the request (400)")),
                Arguments.of("error-401", barred("UNAUTHORIZED", "the provider refused our key (401)", false)),
                Arguments.of("error-402", barred("OUT_OF_CREDIT", "the account's balance is used up (402)", true)),
                Arguments.of("error-403", barred("UNAUTHORIZED", "the provider refused the account (403)", true)),
                Arguments.of("error-404", new Ambiguous("the provider's answer proves nothing (404)")),
                Arguments.of("error-412", barred("UNAUTHORIZED", "the provider refused the account (412)", true)),
                Arguments.of("error-422", new Refused(true, "the provider took offence at the words (422)")),
                Arguments.of("error-429", new NotStarted(NotStarted.Cause.BUSY, "the provider is busy (429)", null)),
                Arguments.of("error-500", new Ambiguous("the provider's answer proves nothing (500)")),
                Arguments.of("error-504-html", new Ambiguous("the provider's answer proves nothing (504)")),
                Arguments.of("error-596", barred("UNAUTHORIZED", "the provider refused the account (596)", true)));
    }

    private static Barred barred(String cause, String message, boolean accountOnly) {
        return new Barred(Barred.Cause.valueOf(cause), message, accountOnly);
    }

    @Test
    void create_atABrokenAccount_saysNothingOfTheProvidersHealth() {
        // Given
        talk.replays("error-596");

        // When
        for (int i = 0; i < 12; i++) {
            talk.create(MODEL, SONG);
        }

        // Then
        assertThat(talk.allHeard()).hasSize(12);
        assertThat(talk.healthy()).isTrue();
    }

    @Override
    protected Stream<Arguments> lookAnswers() {
        Succeeded done = new Succeeded(List.of(new Track(AUDIO, COVER, 38.0)));
        return Stream.of(
                Arguments.of("look-answer-pending", new Running(null)),
                Arguments.of("look-answer-processing", new Running(null)),
                Arguments.of("look-answer-unknown-status", new Running(null)),
                Arguments.of("look-answer-completed", done),
                Arguments.of("look-answer-completed-only-status", done),
                Arguments.of("look-answer-completed-string-status", done),
                Arguments.of("look-answer-completed-without-audio", new Succeeded(List.of())),
                Arguments.of("look-answer-moderated", new Moderated("the provider took the song back")));
    }

    static Stream<Arguments> finality() {
        String audio = "\"audioURL\": \"https://x.example/a.mp3\"";
        Succeeded done = new Succeeded(List.of(new Track("https://x.example/a.mp3", null, null)));
        return Stream.of(
                Arguments.of("{\"statusFinal\": false, \"status\": 2, " + audio + "}", new Running(null)),
                Arguments.of("{\"statusFinal\": false, \"status\": 4}", new Running(null)),
                Arguments.of("{\"statusFinal\": true, " + audio + "}", done),
                Arguments.of("{\"statusFinal\": true}", new Running(null)),
                Arguments.of("{\"statusFinal\": true, \"status\": 3, " + audio + "}", new Running(null)),
                Arguments.of("{" + audio + "}", new Running(null)),
                Arguments.of("{\"status\": 4, " + audio + "}", new Moderated("the provider took the song back")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("finality")
    void look_prefersStatusFinalThenStatus(String body, TaskState expected) {
        // Given
        talk.does(ScriptedProvider.answer(200, body));

        // When
        TaskState state = talk.look(ID);

        // Then
        assertThat(state).isEqualTo(expected);
    }

    @Test
    void songs_ofAnAccount_areListed() {
        // Given
        talk.replays("list-answer");

        // When
        List<ListedSong> songs =
                ((ListsSongs) talk.adapter()).songs("987654321").await().atMost(Duration.ofSeconds(30));

        // Then
        assertThat(talk.heard().uri()).isEqualTo("/v1/minimax/music/?account=987654321&limit=20");
        assertThat(songs).hasSize(2);
        assertThat(songs.get(0))
                .isEqualTo(new ListedSong(
                        ID,
                        "Friends forever",
                        "Side by side, through thick and thin,\nWith a laugh, we always win.",
                        Instant.parse("2024-10-05T08:17:25Z")));
    }

    @Test
    void songs_ofTheOnlyAccount_mayBeNone() {
        // Given
        talk.replays("list-answer-empty");

        // When
        List<ListedSong> songs =
                ((ListsSongs) talk.adapter()).songs(null).await().atMost(Duration.ofSeconds(30));

        // Then
        assertThat(talk.heard().uri()).isEqualTo("/v1/minimax/music/?limit=20");
        assertThat(songs).isEmpty();
    }

    @Test
    void styles_areListedInTheirGroups() {
        // Given
        talk.replays("styles-answer");

        // When
        List<StyleGroup> styles =
                ((ListsStyles) talk.adapter()).styles(null).await().atMost(Duration.ofSeconds(30));

        // Then
        assertThat(talk.heard().uri()).isEqualTo("/v1/minimax/music/styles/");
        assertThat(styles).extracting(StyleGroup::name).containsExactly("Recommended", "Mood");
        assertThat(styles.get(1).styles())
                .containsExactly(new Style("123456", "Calm", "https://cdn.hailuoai.com/styles/123456.mp3"));
    }
}
