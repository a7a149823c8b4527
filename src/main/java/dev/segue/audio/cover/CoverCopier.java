package dev.segue.audio.cover;

import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioStore;
import dev.segue.audio.SourcePolicy;
import dev.segue.stranger.StrangerBody;
import dev.segue.stranger.StrangerPolicy;
import dev.segue.stranger.Strangers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Copies covers. A song is worth having without one, so nothing here ever fails, and little time is given. */
@Singleton
public class CoverCopier {

    private static final Logger LOG = Logger.getLogger(CoverCopier.class);
    private static final int MAX_BYTES = 5 * 1024 * 1024;
    private static final int TRIES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Strangers strangers;
    private final AudioStore store;
    private final Supplier<StrangerPolicy> policy;
    private final Duration patience;

    @Inject
    CoverCopier(Strangers strangers, AudioStore store, SourcePolicy policy) {
        this(strangers, store, policy, PATIENCE);
    }

    /** @param patience for all tries together */
    CoverCopier(Strangers strangers, AudioStore store, Supplier<StrangerPolicy> policy, Duration patience) {
        this.strangers = strangers;
        this.store = store;
        this.policy = policy;
        this.patience = patience;
    }

    /** Empty when the image could not be had, or is none. Whoever subscribes may be answered on another thread. */
    public Uni<Optional<Cover>> copy(String sourceUrl, String job) {
        return Uni.createFrom()
                .deferred(() -> strangers.get(sourceUrl, policy.get()))
                .flatMap(body -> keep(body, AudioKey.cover(job)))
                .onFailure()
                .retry()
                .atMost(TRIES - 1)
                .ifNoItem()
                .after(patience)
                .fail()
                .map(Optional::of)
                .onFailure()
                .invoke(failure -> LOG.infof(
                        "Job %s has no cover: %s", job, failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private Uni<Cover> keep(StrangerBody body, AudioKey key) {
        if (body.announced() > MAX_BYTES) {
            body.discard();
            return Uni.createFrom().failure(new NoImage("too large"));
        }
        Sight sight = new Sight();
        return store.write(key, body.bytes().invoke(sight::take).onCompletion().call(sight::whole), body.announced())
                .map(kept -> sight.cover());
    }

    /** What is seen of an image as its bytes pass. */
    private static final class Sight {

        private final MessageDigest digest = sha256();
        private final Buffer head = Buffer.buffer();
        private long bytes;

        void take(Buffer part) {
            digest.update(part.getBytes());
            bytes += part.length();
            head.appendBuffer(part, 0, Math.max(0, Math.min(ImageType.HEAD - head.length(), part.length())));
            if (bytes > MAX_BYTES) {
                throw new NoImage("too large");
            }
        }

        /** Fails in the stream itself, so that the store keeps nothing. */
        Uni<Void> whole() {
            return type().isPresent()
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().failure(new NoImage("not an image that is kept"));
        }

        Cover cover() {
            return new Cover(type().orElseThrow(), bytes, HexFormat.of().formatHex(digest.digest()));
        }

        private Optional<String> type() {
            return ImageType.of(head.getBytes());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java has SHA-256", impossible);
            }
        }
    }

    private static final class NoImage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoImage(String why) {
            super(why);
        }
    }
}
