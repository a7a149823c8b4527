package dev.segue.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.job.Status;
import dev.segue.provider.settings.Endpoints;
import dev.segue.provider.settings.ProvidersConfig;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The build gives every test the variables of four real keys. No song may be paid for all the same. */
@QuarkusTest
class NothingLeavesTest {

    @Inject
    Endpoints endpoints;

    @Inject
    Jobs jobs;

    @Test
    void keys_inTheEnvironmentOfATest_areThere() {
        assertThat(List.of("APIDOT_API_KEY", "AIMLAPI_API_KEY", "USEAPI_TOKEN", "APIINONE_API_KEY"))
                .allSatisfy(name -> assertThat(System.getenv(name)).startsWith("a-real-key"));
    }

    @Test
    void providers_withKeysInTheEnvironment_areAllPlayedOnThisMachine() {
        assertThat(ProvidersConfig.IDS).allSatisfy(id -> {
            Endpoints.Endpoint endpoint = endpoints.of(id).orElseThrow();
            assertThat(endpoint.paid()).isFalse();
            assertThat(isLoopback(endpoint.base().getHost())).isTrue();
            assertThat(endpoint.apiKey()).doesNotContain("real-key");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"apidot", "aimlapi", "useapi", "apiinone"})
    void song_madeWithKeysInTheEnvironment_isAskedOfTheSandboxWithAKeyOfItsOwn(String provider) {
        // Given
        JsonObject request =
                switch (provider) {
                    case "useapi" -> Jobs.useapiSong("");
                    case "apiinone" -> Jobs.song("").put("model", "minimax-music");
                    default -> Jobs.song("");
                };

        // When
        Status status = jobs.ended(jobs.accept(request, provider)).status();

        // Then
        assertThat(status).isEqualTo(Status.COMPLETED);
        assertThat(jobs.creates(request)).singleElement().satisfies(create -> assertThat(
                        create.getString("authorization"))
                .isEqualTo("…" + provider.substring(provider.length() - 4)));
        assertThat(jobs.requests())
                .filteredOn(seen -> seen.getString("provider").equals("audio"))
                .isNotEmpty()
                .allSatisfy(download ->
                        assertThat(download.getString("authorization")).isNull());
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
