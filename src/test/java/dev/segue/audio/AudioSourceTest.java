package dev.segue.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.audio.AudioCopyException.SourceExpired;
import dev.segue.audio.AudioCopyException.SourceRefused;
import dev.segue.audio.AudioCopyException.SourceUnavailable;
import dev.segue.audio.AudioCopyException.TooLarge;
import dev.segue.stranger.StrangerPolicy;
import dev.segue.stranger.Strangers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that do not give what was promised. */
class AudioSourceTest extends SingingHost {

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void copy_passingStatus_isTriedAgain(int status) {
        // Given
        host = request -> {
            if (calls.get() == 1) {
                request.response().setStatusCode(status).end();
            } else {
                sing(request);
            }
        };
        // When
        StoredAudio stored = copy("/x").await().atMost(SOON);
        // Then
        assertThat(stored.bytes()).isEqualTo(song.length);
        assertThat(calls).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410})
    void copy_goneAddress_isExpiredAtOnceAndAFreshOneWorks(int status) {
        // Given
        host = request -> {
            if (request.path().equals("/old")) {
                request.response().setStatusCode(status).end();
            } else {
                sing(request);
            }
        };
        Uni<StoredAudio> old = copy("/old?Signature=secret");
        // When
        Uni<StoredAudio> fresh = old.onFailure(SourceExpired.class).recoverWithUni(() -> copy("/fresh"));
        // Then
        assertThat(fresh.await().atMost(SOON).bytes()).isEqualTo(song.length);
        assertThat(calls).hasValue(2);
        assertThatThrownBy(() -> old.await().atMost(SOON))
                .isInstanceOf(SourceExpired.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void copy_otherRefusal_isUnavailableAtOnce() {
        // Given
        host = request -> request.response().setStatusCode(400).end();
        // When
        Uni<StoredAudio> copy = copy("/x");
        // Then
        assertThatThrownBy(() -> copy.await().atMost(SOON)).isInstanceOf(SourceUnavailable.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void copy_emptyBody_isUnavailable() throws IOException {
        // Given
        host = request -> request.response().end();
        // When
        Uni<StoredAudio> copy = copy("/x");
        // Then
        assertThatThrownBy(() -> copy.await().atMost(SOON)).isInstanceOf(SourceUnavailable.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void copy_redirectInside_isRefusedAtOnce() {
        // Given
        host = request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "http://127.0.0.1:1/inside")
                .end();
        // When
        Uni<StoredAudio> copy = copy("/x");
        // Then
        assertThatThrownBy(() -> copy.await().atMost(SOON)).isInstanceOf(SourceRefused.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void copy_announcedTooLarge_isNotBegun() throws IOException {
        // Given
        host = request -> request.response()
                .putHeader("Content-Length", String.valueOf(MAX_BYTES + 1))
                .write(Buffer.buffer("so"));
        // When
        Uni<StoredAudio> copy = copy("/x");
        // Then
        assertThatThrownBy(() -> copy.await().atMost(SOON)).isInstanceOf(TooLarge.class);
        assertThat(calls).hasValue(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void copy_endlessBody_isAbortedAtTheCap() throws IOException {
        // Given
        host = request -> {
            request.response().setChunked(true);
            pourForEver(request);
        };
        // When
        Uni<StoredAudio> copy = copy("/x");
        // Then
        assertThatThrownBy(() -> copy.await().atMost(SOON)).isInstanceOf(TooLarge.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void copy_sourceThatDripsForEver_isUnavailableAndHungUpOn() throws Exception {
        // Given
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        host = request -> {
            request.response().setChunked(true);
            long drip = vertx.setPeriodic(20, tick -> request.response().write("."));
            request.connection().closeHandler(closed -> {
                vertx.cancelTimer(drip);
                hungUp.complete(null);
            });
        };
        AudioCopier impatient = new AudioCopier(
                vertx,
                new Strangers(new io.vertx.mutiny.core.Vertx(vertx)),
                store,
                () -> new StrangerPolicy(true, Set.of()),
                MAX_BYTES,
                3,
                new AudioCopier.Pace(1, Duration.ofMillis(5), Duration.ofMillis(200)));
        // When
        Uni<StoredAudio> copy = impatient.copy(url("/x"), SONG, AudioExpectation.NONE);
        // Then
        assertThatThrownBy(() -> copy.await().atMost(SOON)).isInstanceOf(SourceUnavailable.class);
        hungUp.get(10, TimeUnit.SECONDS);
    }

    private void pourForEver(HttpServerRequest request) {
        request.response().write(Buffer.buffer(new byte[64 * 1024])).onSuccess(sent -> pourForEver(request));
    }
}
