package dev.segue.provider.http;

import static dev.segue.provider.http.ScriptedProvider.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.provider.Catalogue;
import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.NotStarted;
import dev.segue.provider.CreateAnswer.Refused;
import dev.segue.provider.MusicProvider;
import dev.segue.provider.http.Statuses.Refusal;
import dev.segue.provider.route.Route;
import dev.segue.provider.settings.ProvidersConfig;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In the application the container and the meters stand behind the guards, and have broken rate limits before. */
@QuarkusTest
class GuardsInAppTest {

    private final Vertx vertx = Vertx.vertx();

    @Inject
    Catalogue catalogue;

    @AfterEach
    void stopVertx() {
        vertx.closeAndAwait();
    }

    @Test
    void rateLimit_withMeters_letsCallsThroughUntilItIsUsedUp() {
        // Given
        try (ScriptedProvider provider = new ScriptedProvider(vertx).does(answer(400, ""))) {
            ProviderClient client = TestClients.of(
                    vertx,
                    "limited",
                    new Statuses(Map.of(400, Refusal.REQUEST), false),
                    provider.base(),
                    TestSettings.SHIPPED.rateLimit(0.01));
            CreateAnswer first = create(client);

            // When
            CreateAnswer second = create(client);

            // Then
            assertThat(first).isInstanceOf(Refused.class);
            assertThat(second).isInstanceOfSatisfying(NotStarted.class, held -> assertThat(held.cause())
                    .isEqualTo(NotStarted.Cause.HELD_BACK));
            assertThat(provider.seen()).hasSize(1);
        }
    }

    @Test
    void catalogue_hasEveryRouteInItsOrder() {
        // When
        Map<String, List<Route>> models = catalogue.models();

        // Then
        assertThat(models.keySet())
                .containsExactlyInAnyOrder(
                        "minimax-music-2.6",
                        "minimax-music",
                        "generate-music",
                        "minimax-music-1.5",
                        "minimax-music-2.0",
                        "minimax-music-cover",
                        "stable-audio",
                        "eleven-music",
                        "lyria-2");
        assertThat(models.get("minimax-music-2.6")).extracting(Route::provider).containsExactly("apidot", "aimlapi");
        assertThat(models.get("minimax-music"))
                .extracting(Route::provider)
                .containsExactly("apiinone", "aimlapi", "useapi");
        assertThat(ProvidersConfig.IDS).allSatisfy(id -> assertThat(catalogue.provider(id))
                .extracting(MusicProvider::id)
                .isEqualTo(id));
    }

    private static CreateAnswer create(ProviderClient client) {
        return client.create(() -> Call.post("/create", new JsonObject()), body -> Optional.empty())
                .await()
                .atMost(Duration.ofSeconds(30));
    }
}
