package dev.segue.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection goes to a judged address, and TLS must all the same ask for, and insist on, the name. */
class StrangersTlsTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final StrangerPolicy ANYWHERE = new StrangerPolicy(true, Set.of());

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<String> askedFor = new CompletableFuture<>();
    private HttpServer server;
    private Strangers strangers;

    @BeforeEach
    void start() throws Exception {
        Path store = folder.resolve("host.p12");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "host",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit",
                        "-dname",
                        "CN=host.invalid",
                        "-ext",
                        "san=dns:host.invalid")
                .inheritIO()
                .start()
                .waitFor(30, TimeUnit.SECONDS);
        PfxOptions certificate = new PfxOptions().setPath(store.toString()).setPassword("changeit");
        server = vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(certificate))
                .requestHandler(request -> {
                    askedFor.complete(request.connection().indicatedServerName());
                    request.response().end("song");
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        Names names = name -> List.of(InetAddress.getByName("127.0.0.1"));
        strangers = new Strangers(vertx, names, new HttpClientOptions().setTrustOptions(certificate), SOON);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void get_overTls_asksForTheNameAtThePinnedAddress() throws Exception {
        // When
        StrangerBody body = get("host.invalid").await().atMost(SOON);
        // Then
        assertThat(body.announced()).isEqualTo(4);
        assertThat(askedFor.get()).isEqualTo("host.invalid");
    }

    @Test
    void get_certificateOfAnotherName_isNoAnswer() {
        // When
        Uni<StrangerBody> body = get("other.invalid");
        // Then
        assertThatThrownBy(() -> body.await().atMost(SOON)).isInstanceOf(StrangerException.NoAnswer.class);
    }

    private Uni<StrangerBody> get(String name) {
        return strangers.get("https://" + name + ":" + server.actualPort() + "/x", ANYWHERE);
    }
}
