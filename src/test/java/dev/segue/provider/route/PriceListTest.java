package dev.segue.provider.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.provider.settings.CostsConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceListTest {

    private static final Route SONG = route("apidot", "minimax-music-2.6", Price.usd("0.10", "APIDot's page", "2026"));
    private static final Route FREE = route("aimlapi", "lyria-2", null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "segue.costs.\"apidot/minimax-music-2.6\"",
                "segue.costs.apidot/minimax-music-2.6",
                "segue.costs.apidot.minimax-music-2.6"
            })
    void price_setAsAProperty_replacesTheShippedOne(String property) {
        // When
        PriceList prices = prices(properties(property, "0.08"));

        // Then
        assertThat(prices.price(SONG).amount()).isEqualByComparingTo("0.08");
        assertThat(prices.price(FREE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEGUE_COSTS_APIDOT_MINIMAX_MUSIC_2_6", "SEGUE_COSTS__APIDOT_MINIMAX_MUSIC_2_6_"})
    void price_setInTheEnvironment_replacesTheShippedOne(String variable) {
        // When
        PriceList prices = prices(environment(variable, "0.08"));

        // Then
        assertThat(prices.price(SONG).amount()).isEqualByComparingTo("0.08");
    }

    @Test
    void price_thatNobodySet_isTheShippedOneWithItsSource() {
        // When
        PriceList prices = prices(environment("SEGUE_COSTS_ASSUMED", "0.3"));

        // Then
        assertThat(prices.price(SONG)).isEqualTo(SONG.price());
        assertThat(prices.expected(SONG)).isEqualByComparingTo("0.10");
        assertThat(prices.expected(FREE)).isEqualByComparingTo("0.3");
    }

    @ParameterizedTest
    @CsvSource({
        "segue.costs.apidto/minimax-music-2.6, 0.1, 'segue.costs.apidto/minimax-music-2.6'",
        "segue.costs.\"apidot/minimax-music-2.6\", -1, 'segue.costs.apidot/minimax-music-2.6'",
        "segue.costs.assumed, -0.01, segue.costs.assumed",
        "segue.costs.monthly-cap, -1, segue.costs.monthly-cap"
    })
    void priceList_withWhatCannotBe_stopsTheStart(String property, String value, String named) {
        // When / Then
        assertThatThrownBy(() -> prices(properties(property, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(named);
    }

    private static PriceList prices(ConfigSource source) {
        CostsConfig costs = new SmallRyeConfigBuilder()
                .withMapping(CostsConfig.class)
                .withSources(source)
                .build()
                .getConfigMapping(CostsConfig.class);
        return new PriceList(costs, List.of(SONG, FREE));
    }

    private static ConfigSource properties(String name, String value) {
        return new PropertiesConfigSource(Map.of(name, value), "test", 100);
    }

    private static ConfigSource environment(String name, String value) {
        return new EnvConfigSource(Map.of(name, value), 300);
    }

    private static Route route(String provider, String model, Price price) {
        return new Route(provider, model, model, List.of(), List.of(), price);
    }
}
