package dev.segue.audio;

import dev.segue.audio.AudioCopyException.SourceUnavailable;
import dev.segue.audio.AudioCopyException.TooLarge;
import dev.segue.audio.meter.AudioMeter;
import dev.segue.audio.probe.SourceExpiry;
import dev.segue.stranger.StrangerBody;
import dev.segue.stranger.StrangerException;
import dev.segue.stranger.StrangerPolicy;
import dev.segue.stranger.Strangers;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Copies audio from its source into the store. A copy that was cut is made again from its first byte. */
@Singleton
public class AudioCopier {

    private static final int MEASURED_AT_ONCE = Runtime.getRuntime().availableProcessors();

    private static final Pace PACE = new Pace(4, Duration.ofSeconds(1), Duration.ofMinutes(5));

    private final WorkerExecutor workers;
    private final Strangers strangers;
    private final AudioStore store;
    private final Supplier<StrangerPolicy> policy;
    private final long maxBytes;
    private final Turns turns;
    private final Pace pace;

    @Inject
    AudioCopier(
            io.vertx.mutiny.core.Vertx vertx,
            Strangers strangers,
            AudioStore store,
            AudioConfig config,
            SourcePolicy policy) {
        this(
                vertx.getDelegate(),
                strangers,
                store,
                policy,
                config.maxBytes().asLongValue(),
                config.concurrentCopies(),
                PACE);
    }

    AudioCopier(
            Vertx vertx,
            Strangers strangers,
            AudioStore store,
            Supplier<StrangerPolicy> policy,
            long maxBytes,
            int concurrentCopies,
            Pace pace) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("segue.audio.max-bytes must be at least 1.");
        }
        if (concurrentCopies < 1) {
            throw new IllegalArgumentException("segue.audio.concurrent-copies must be at least 1.");
        }
        // A pool of its own: digests and waveforms are the only long computations here, and disks must not wait for
        // them.
        this.workers = vertx.createSharedWorkerExecutor("segue-measures", MEASURED_AT_ONCE);
        this.strangers = strangers;
        this.store = store;
        this.policy = policy;
        this.maxBytes = maxBytes;
        this.turns = new Turns(concurrentCopies);
        this.pace = pace;
    }

    /** Makes the bean, and so refuses bad settings, at the start and not with the first song. */
    void start(@Observes @Priority(1) StartupEvent event) {}

    /** Fails with an {@link AudioCopyException} only. Whoever subscribes on a Vert.x context is answered there. */
    public Uni<StoredAudio> copy(String sourceUrl, AudioKey key, AudioExpectation expectation) {
        return Uni.createFrom().deferred(() -> {
            Uni<StoredAudio> copy =
                    copy(sourceUrl, key, expectation, 1).onFailure().transform(AudioCopyException::of);
            // Pauses and files leave the context, and a reactive session of the caller's is bound to it.
            Context caller = Vertx.currentContext();
            return caller == null ? copy : copy.emitOn(command -> caller.runOnContext(turn -> command.run()));
        });
    }

    private Uni<StoredAudio> copy(String sourceUrl, AudioKey key, AudioExpectation expectation, int number) {
        return turns.take(() -> once(sourceUrl, key, expectation))
                .onFailure(failure -> number < pace.tries() && mayPass(failure))
                .recoverWithUni(() -> pause(number).chain(() -> copy(sourceUrl, key, expectation, number + 1)));
    }

    private Uni<StoredAudio> once(String sourceUrl, AudioKey key, AudioExpectation expectation) {
        return strangers
                .get(sourceUrl, policy.get())
                .flatMap(body -> keep(body, key))
                .map(meter -> StoredAudio.of(key, meter, expectation.rawPcm(), SourceExpiry.of(sourceUrl)))
                .ifNoItem()
                .after(pace.limit())
                .failWith(() -> new SourceUnavailable("the audio came too slowly"));
    }

    private Uni<AudioMeter> keep(StrangerBody body, AudioKey key) {
        if (body.announced() > maxBytes) {
            body.discard();
            return Uni.createFrom().failure(new TooLarge(maxBytes));
        }
        AudioMeter meter = new AudioMeter(body.announced());
        // The checks stand in the stream itself, so that the store sees a failure and keeps nothing.
        return store.write(
                        key,
                        body.bytes()
                                .onItem()
                                .transformToUniAndConcatenate(part -> measured(part, meter))
                                .onCompletion()
                                .call(() -> whole(meter.bytes(), body.announced())),
                        body.announced())
                .replaceWith(meter);
    }

    private Uni<Buffer> measured(Buffer part, AudioMeter meter) {
        return UniHelper.toUni(workers.executeBlocking(
                () -> {
                    meter.take(part);
                    if (meter.bytes() > maxBytes) {
                        throw new TooLarge(maxBytes);
                    }
                    return part;
                },
                false));
    }

    private static Uni<Void> whole(long bytes, long announced) {
        if (bytes == 0) {
            return Uni.createFrom().failure(new SourceUnavailable("the audio is empty"));
        }
        return announced >= 0 && announced != bytes
                ? Uni.createFrom().failure(new SourceUnavailable("the audio was cut short"))
                : Uni.createFrom().voidItem();
    }

    private static boolean mayPass(Throwable failure) {
        if (failure instanceof StrangerException.Status status) {
            return status.code() >= 500 || status.code() == 429 || status.code() == 408;
        }
        return failure instanceof StrangerException.NoAnswer || failure instanceof SourceUnavailable;
    }

    private Uni<Void> pause(int number) {
        double jitter = ThreadLocalRandom.current().nextDouble(0.5, 1.5);
        long millis = Math.round(pace.firstPause().toMillis() * Math.pow(2, number - 1) * jitter);
        return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(Math.max(1, millis)));
    }

    /**
     * @param firstPause before the second try; doubled before each further one
     * @param limit for one try: a source that drips for ever must not keep its turn
     */
    record Pace(int tries, Duration firstPause, Duration limit) {}
}
