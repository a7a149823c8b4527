package dev.segue.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrangerUrlTest {

    @Test
    void parse_signedAddress_keepsEveryByteOfPathAndQuery() {
        // Given
        String target = "/moose/music%2Fprod%2Ftts%2D1.mp3?Expires=1776355687&Signature=QLC%2BADU%2Br%3D&x=a+b=&y=%zz";
        // When
        StrangerUrl url = StrangerUrl.parse("https://CDN.example.com" + target + "#part");
        // Then
        assertThat(url).isEqualTo(new StrangerUrl(true, "cdn.example.com", 443, target));
    }

    @Test
    void parse_illegalCharacters_encodesThoseAlone() {
        // Given
        String raw = "http://a.example:8080/Größe 1|%20.mp3?q=<\"\r\nx: y>";
        // When
        StrangerUrl url = StrangerUrl.parse(raw);
        // Then
        assertThat(url.target()).isEqualTo("/Gr%C3%B6%C3%9Fe%201%7C%20.mp3?q=%3C%22%0D%0Ax:%20y%3E");
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.example, http, a.example:80, /",
        "https://a.example?x=1, https, a.example:443, /?x=1",
        "HTTP://a.example:/x, http, a.example:80, /x",
        "http://a.example./x, http, a.example:80, /x",
        "http://2130706433/, http, 2130706433:80, /",
        "http://0x7f.1/, http, 0x7f.1:80, /",
        "http://[::1]:8090/x, http, [::1]:8090, /x",
        "http://bücher.example/, http, xn--bcher-kva.example:80, /"
    })
    void parse_variousSpellings_takesThemApart(String raw, String scheme, String origin, String target) {
        // When
        StrangerUrl url = StrangerUrl.parse(raw);
        // Then
        assertThat(url.tls()).isEqualTo(scheme.equals("https"));
        assertThat(url.origin()).isEqualTo(origin);
        assertThat(url.target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://a.example/x",
                "file:///etc/passwd",
                "//a.example/x",
                "http:///x",
                "http://user@a.example/",
                "http://user:secret@a.example/",
                "http://a.example\\@b.example/",
                "http://a%2eexample/",
                "http://a.example:99999/",
                "http://a.example:0/",
                "http://a b/"
            })
    void parse_whatWeDoNotCall_isRefusedWithoutQuotingIt(String raw) {
        assertThatThrownBy(() -> StrangerUrl.parse(raw))
                .isInstanceOf(StrangerException.Refused.class)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("passwd");
    }

    @ParameterizedTest
    @CsvSource({
        "https://b.example/y?z=%2F, https, b.example:443, /y?z=%2F",
        "//b.example/y, http, b.example:80, /y",
        "/y, http, a.example:8080, /y",
        "?y, http, a.example:8080, /d/x?y",
        "y, http, a.example:8080, /d/y"
    })
    void resolve_eachKindOfLocation_leadsWhereItSays(String location, String scheme, String origin, String target) {
        // Given
        StrangerUrl from = StrangerUrl.parse("http://a.example:8080/d/x?q=/1");
        // When
        StrangerUrl to = from.resolve(location);
        // Then
        assertThat(to.tls()).isEqualTo(scheme.equals("https"));
        assertThat(to.origin()).isEqualTo(origin);
        assertThat(to.target()).isEqualTo(target);
    }
}
