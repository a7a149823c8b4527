package dev.segue.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The host of the finished audio. What the audio sounds like is RecipeTest's. */
class AudioTest {

    @RegisterExtension
    static final SandboxHouse house = new SandboxHouse(Duration.ofMillis(50));

    @Test
    void download_ofACompletedSong_isWhatTheLookPromised() {
        // Given
        JsonObject file = file("words");

        // When
        HttpResponse<byte[]> answer = house.download(house.request(file.getString("url")));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("audio/mpeg");
        assertThat(answer.headers().firstValue("etag")).isPresent();
        assertThat(answer.body()).hasSize(file.getInteger("file_size"));
    }

    @Test
    void download_ofAnotherSong_isAnotherTune() {
        // Given
        String one = file("one song").getString("url");
        String two = file("another song").getString("url");

        // When
        byte[] first = house.download(house.request(one)).body();
        byte[] second = house.download(house.request(two)).body();

        // Then
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void download_ofARange_isThatPart() {
        // Given
        String url = file("words").getString("url");
        byte[] whole = house.download(house.request(url)).body();

        // When
        HttpResponse<byte[]> middle = house.download(house.request(url).header("range", "bytes=100-199"));
        HttpResponse<byte[]> rest = house.download(house.request(url).header("range", "bytes=1000-"));
        HttpResponse<byte[]> last = house.download(house.request(url).header("range", "bytes=-10"));
        HttpResponse<byte[]> beyond = house.download(house.request(url).header("range", "bytes=99999999-"));

        // Then
        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(whole, 100, 200));
        assertThat(middle.headers().firstValue("content-range")).contains("bytes 100-199/" + whole.length);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole, 1000, whole.length));
        assertThat(last.body()).isEqualTo(Arrays.copyOfRange(whole, whole.length - 10, whole.length));
        assertThat(beyond.statusCode()).isEqualTo(416);
    }

    @Test
    void head_ofASong_tellsItsLength() {
        // Given
        JsonObject file = file("words");

        // When
        HttpResponse<byte[]> head = house.download(
                house.request(file.getString("url")).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        // Then
        assertThat(head.headers().firstValueAsLong("content-length")).hasValue(file.getInteger("file_size"));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void download_ofAReencodedAddress_isDenied() {
        // Given
        String url = file("words").getString("url");

        // When
        HttpResponse<byte[]> decoded = house.download(house.request(url.replace("%2F", "/")));
        HttpResponse<byte[]> forged = house.download(house.request(url.replace("Expires=", "Expires=9")));

        // Then
        assertThat(decoded.statusCode()).isEqualTo(404);
        assertThat(forged.statusCode()).isEqualTo(403);
    }

    @Test
    void download_expiredOnce_worksWithTheAddressOfTheNextLook() {
        // Given
        String id = create("[[sandbox:audio=expired,times=1]]");
        String first = completed(id).getString("url");
        String second = completed(id).getString("url");

        // When
        HttpResponse<byte[]> expired = house.download(house.request(first));
        HttpResponse<byte[]> fresh = house.download(house.request(second));

        // Then
        assertThat(expired.statusCode()).isEqualTo(403);
        assertThat(new String(expired.body())).contains("expired");
        assertThat(fresh.statusCode()).isEqualTo(200);
    }

    @Test
    void download_cutTwice_succeedsTheThirdTime() {
        // Given
        JsonObject file = file("[[sandbox:audio=cut,times=2]]");
        String url = file.getString("url");

        // When
        assertThatThrownBy(() -> house.download(house.request(url))).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> house.download(house.request(url))).isInstanceOf(UncheckedIOException.class);
        HttpResponse<byte[]> third = house.download(house.request(url));

        // Then
        assertThat(third.body()).hasSize(file.getInteger("file_size"));
    }

    @Test
    void download_short_isHalfOfWhatTheLookPromised() {
        // Given
        JsonObject file = file("[[sandbox:audio=short]]");

        // When
        HttpResponse<byte[]> answer = house.download(house.request(file.getString("url")));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(file.getInteger("file_size") / 2);
    }

    @Test
    void variants_ofGenerateMusic_areTwoTunesWithACoverEach() {
        // Given
        String id = new JsonObject(
                        house.send(house.request(SandboxHouse.sample("apidot", "create-request-generate-music-simple")))
                                .body())
                .getJsonObject("data")
                .getString("task_id");
        JsonArray files = house.until("/api/generate/status/" + id, look -> look.getJsonObject("data")
                        .containsKey("files"))
                .getJsonObject("data")
                .getJsonArray("files");

        // When
        byte[] first = house.download(house.request(files.getJsonObject(0).getString("audio_url")))
                .body();
        byte[] second = house.download(house.request(files.getJsonObject(1).getString("audio_url")))
                .body();
        HttpResponse<String> cover =
                house.send(house.request(files.getJsonObject(0).getString("image_url")));

        // Then
        assertThat(first).isNotEqualTo(second).hasSameSizeAs(second);
        assertThat(cover.headers().firstValue("content-type")).contains("image/png");
        assertThat(cover.body()).contains("PNG", "IHDR", "IEND");
    }

    @Test
    void download_withAStatus_isThatStatus() {
        // Given
        String url = file("[[sandbox:audio=503,times=1]]").getString("url");

        // When
        HttpResponse<byte[]> answer = house.download(house.request(url));

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
    }

    private static JsonObject file(String prompt) {
        return completed(create(prompt));
    }

    private static String create(String prompt) {
        JsonObject body = new JsonObject()
                .put("model", "stable-audio")
                .put("seconds_total", 2)
                .put("prompt", prompt);
        return new JsonObject(house.post("/v2/generate/audio", body).body()).getString("id");
    }

    private static JsonObject completed(String id) {
        return house.until("/v2/generate/audio?generation_id=" + id, look -> look.getString("status")
                        .equals("completed"))
                .getJsonObject("audio_file");
    }
}
