package dev.segue.audio.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.audio.AudioLocationException;
import dev.segue.audio.AudioStore;
import dev.segue.audio.AudioStoreContract;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class S3AudioStoreTest extends AudioStoreContract {

    private static final NioEventLoopGroup LOOPS = new NioEventLoopGroup(1, new DefaultThreadFactory("s3", true));

    private static S3Server server;
    private S3AudioStore bucket;

    @BeforeAll
    static void start() throws Exception {
        server = new S3Server();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Override
    protected AudioStore open() {
        bucket = new S3AudioStore(vertx, LOOPS, "s3://songs/kept/here", server.config(), S3Server.credentials());
        return bucket;
    }

    @AfterEach
    void empty() {
        bucket.close();
        server.clear();
    }

    @Test
    void write_always_goesBelowThePrefix() {
        // When
        write(SONG, "song");
        // Then
        assertThat(server.names()).containsExactly("kept/here/job_01jd/0");
    }

    @Test
    void write_ofUnknownLengthThatFails_leavesNoPartsBehind() {
        // Given
        Multi<Buffer> broken = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(Buffer.buffer(new byte[S3Parts.PART])),
                        Multi.createFrom().failure(new IllegalStateException("cut")));
        // When
        assertThatThrownBy(() -> bucket.write(SONG, broken).await().atMost(SOON))
                .hasMessage("cut");
        // Then
        assertThat(server.unfinished()).isZero();
        assertThat(server.names()).isEmpty();
    }

    @Test
    void address_withoutAKey_givesTheFileAndAPartOfIt() throws Exception {
        // Given
        write(SONG, "0123456789");
        URI address = bucket.address(SONG, "audio/mpeg", "inline; filename=\"City lights.mp3\"")
                .await()
                .atMost(SOON);
        // When
        HttpResponse<String> whole = get(HttpRequest.newBuilder(address));
        HttpResponse<String> part = get(HttpRequest.newBuilder(address).header("Range", "bytes=2-4"));
        // Then
        assertThat(whole.body()).isEqualTo("0123456789");
        assertThat(whole.headers().firstValue("Content-Type")).contains("audio/mpeg");
        assertThat(whole.headers().firstValue("Content-Disposition")).contains("inline; filename=\"City lights.mp3\"");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(get(HttpRequest.newBuilder(URI.create(address.toString().split("[?]")[0])))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void probe_ofAServerThatIsGone_fails() {
        // Given
        S3Config gone = S3Server.config(URI.create("http://127.0.0.1:1"));
        S3AudioStore store = new S3AudioStore(vertx, LOOPS, "s3://songs", gone, S3Server.credentials());
        // When / Then
        assertThatThrownBy(() -> store.probe().await().atMost(SOON)).isInstanceOf(SdkClientException.class);
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://", "s3:/songs", "s3://Songs/x", "s3://so ngs", "s3://songs?x=1"})
    void location_thatIsNoBucket_saysWhichProperty(String location) {
        assertThatThrownBy(() -> new S3AudioStore(vertx, LOOPS, location, server.config(), S3Server.credentials()))
                .isInstanceOf(AudioLocationException.class)
                .hasMessageContaining("segue.audio.location");
    }

    @Test
    void endpoint_thatIsNoAddress_saysWhichProperty() {
        // Given
        S3Config config = S3Server.config(URI.create("minio:9000"));
        // When / Then
        assertThatThrownBy(() -> new S3AudioStore(vertx, LOOPS, "s3://songs", config, S3Server.credentials()))
                .isInstanceOf(AudioLocationException.class)
                .hasMessageContaining("segue.audio.s3.endpoint");
    }

    @Override
    protected List<String> names() {
        return server.names();
    }

    private static HttpResponse<String> get(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
