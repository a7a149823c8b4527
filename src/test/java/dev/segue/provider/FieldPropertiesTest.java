package dev.segue.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.provider.route.Field;
import dev.segue.provider.route.Route;
import dev.segue.provider.route.SongRequest;
import dev.segue.provider.route.Violation;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class FieldPropertiesTest {

    @Property
    void text_isTakenExactlyWithinItsLength(
            @ForAll @IntRange(max = 30) int min, @ForAll @IntRange(max = 30) int span, @ForAll("texts") String text) {
        // Given
        Route route = route(Field.text("prompt").require().length(min, min + span));
        int length = (int) text.codePoints().count();

        // When
        List<Violation> found = route.check(new SongRequest(Map.of("prompt", text)));

        // Then
        assertThat(found.isEmpty()).isEqualTo(length >= min && length <= min + span);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "é", "\n", "\uD83C\uDFB5")
                .list()
                .ofMaxSize(70)
                .map(parts -> String.join("", parts));
    }

    @Property
    void number_isTakenExactlyWithinItsBounds(@ForAll double value, @ForAll @IntRange(max = 1000) int bound) {
        // Given
        Route route = route(Field.number("options.x").between(-bound, bound));

        // When
        List<Violation> found = route.check(new SongRequest(Map.of("options.x", value)));

        // Then
        assertThat(found.isEmpty()).isEqualTo(Math.abs(value) <= bound);
    }

    @Property
    void field_thatNobodyDeclared_isRefused(@ForAll("names") String name) {
        // Given
        Route route = route(Field.text("prompt"));

        // When
        List<Violation> found = route.check(new SongRequest(Map.of(name, "x")));

        // Then
        assertThat(found.isEmpty()).isEqualTo(name.equals("prompt") || name.equals("title"));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of("prompt", "title", "lyrics", "options.mv", "audio.format"),
                Arbitraries.strings().alpha().ofMinLength(1));
    }

    private static Route route(Field field) {
        return new Route("p", "m", "pm", List.of(field), List.of(), null);
    }
}
