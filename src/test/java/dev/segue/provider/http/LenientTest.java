package dev.segue.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LenientTest {

    @Test
    void numbers_mayBeStrings() {
        // Given
        Lenient json =
                Lenient.read("{\"a\": \"55\", \"b\": 38.5, \"c\": \"NaN\", \"d\": \"soon\", \"e\": null, \"f\": true}");

        // When
        var read = java.util.Arrays.asList(
                json.number("a"),
                json.number("b"),
                json.number("c"),
                json.number("d"),
                json.number("e"),
                json.whole("f"));

        // Then
        assertThat(read).containsExactly(55.0, 38.5, null, null, null, null);
    }

    @Test
    void text_isTheFirstThatSaysSomething() {
        // Given
        Lenient json = Lenient.read("{\"a\": \" \", \"b\": {\"c\": {}}, \"d\": 7}");

        // When
        String text = json.text("a", "b.c", "b.c.x", "d");

        // Then
        assertThat(text).isEqualTo("7");
    }

    @Test
    void shape_holdsNoValue() {
        // Given
        Lenient json = Lenient.read(
                "{\"data\": {\"url\": \"https://secret\", \"n\": 1}, \"files\": [{\"x\": null}], \"e\": []}");

        // When
        String shape = json.shape();

        // Then
        assertThat(shape).isEqualTo("{data: {url: string, n: number}, files: [{x: null}], e: array}");
    }

    @Test
    void link_isOfTheWebAndUntouched() {
        // Given
        Lenient json = Lenient.read("{\"a\": \"file:///etc/passwd\", \"b\": \"https://x.example/%2B?s=a%3D\"}");

        // When
        String link = json.link("a", "b");

        // Then
        assertThat(link).isEqualTo("https://x.example/%2B?s=a%3D");
    }

    @Property
    void anything_isRead(@ForAll String body) {
        // When
        Lenient json = Lenient.read(body);

        // Then
        assertThat(json.text("a.b", "c")).isNull();
        assertThat(json.items("a")).isEmpty();
    }
}
