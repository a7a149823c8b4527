package dev.segue.tracking;

import dev.segue.audio.AudioCopier;
import dev.segue.audio.AudioCopyException.SourceRefused;
import dev.segue.audio.AudioCopyException.TooLarge;
import dev.segue.audio.AudioExpectation;
import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioStore;
import dev.segue.audio.StoredAudio;
import dev.segue.job.AudioFile;
import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.job.Status;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.provider.Track;
import dev.segue.provider.route.SongRequest;
import dev.segue.provider.route.SongRequests;
import dev.segue.replica.Replica;
import dev.segue.trace.Step;
import dev.segue.trace.Traces;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Copies a finished song here and ends its job. */
@Singleton
class Storage {

    private static final Logger LOG = Logger.getLogger(Storage.class);
    /** How long a source may fail, with fresh addresses in between, before its audio counts as lost. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Ledger ledger;
    private final AudioCopier copier;
    private final AudioStore store;
    private final Replica replica;
    private final Clock clock;
    private final Traces traces;

    @Inject
    Storage(Ledger ledger, AudioCopier copier, AudioStore store, Replica replica, Clock clock, Traces traces) {
        this.ledger = ledger;
        this.copier = copier;
        this.store = store;
        this.replica = replica;
        this.clock = clock;
        this.traces = traces;
    }

    /**
     * Copies every track.
     *
     * @return whether the job needs nothing more from us; false asks for another look, which brings fresh addresses, and
     *     another try
     */
    Uni<Boolean> store(String jobId, List<Track> tracks) {
        return ledger.find(jobId)
                .chain(found -> found.filter(entry -> entry.job().status() == Status.STORING)
                        .map(entry -> traces.within(
                                Step.calling(
                                        "copy audio",
                                        entry.traceparent(),
                                        jobId,
                                        entry.job().provider()),
                                done -> done ? "done" : "again",
                                span -> copyAll(entry, tracks)))
                        .orElse(Uni.createFrom().item(true)))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "Job %s waits in storing: %s",
                            jobId, failure.getClass().getSimpleName());
                    return false;
                });
    }

    private Uni<Boolean> copyAll(Entry entry, List<Track> tracks) {
        String id = entry.job().id();
        AudioExpectation expected = expectation(entry);
        return Multi.createFrom()
                .items(IntStream.range(0, tracks.size()).boxed())
                .onItem()
                .transformToUniAndConcatenate(n -> copier.copy(tracks.get(n).url(), new AudioKey(id, n), expected)
                        .map(stored -> file(stored, tracks.get(n))))
                .collect()
                .asList()
                .chain(files -> end(id, job -> job.with(files).become(new JobState.Completed(), clock.instant())))
                .onFailure(failure -> lost(entry, failure))
                .recoverWithUni(failure -> {
                    LOG.warnf(
                            "The audio of job %s could not be had: %s",
                            id, failure.getClass().getSimpleName());
                    return end(id, job -> job.become(new JobState.Failed(Settlement.noAudio()), clock.instant()));
                });
    }

    /** Whoever cancelled meanwhile has the last word; the copy goes. */
    private Uni<Boolean> end(String id, UnaryOperator<Job> end) {
        return ledger.changeOwned(id, replica.id(), entry -> Optional.of(entry.job())
                        .filter(job -> job.status() == Status.STORING)
                        .map(end)
                        .map(Change::to))
                .chain(ended -> ended.isPresent() ? Uni.createFrom().item(ended) : ledger.find(id))
                .chain(now -> now.isEmpty() || now.get().job().status() == Status.CANCELLED
                        ? store.deleteJob(id)
                        : Uni.createFrom().voidItem())
                .replaceWith(true);
    }

    private boolean lost(Entry entry, Throwable failure) {
        Duration since = Duration.between(entry.job().lastAttempt().endedAt(), clock.instant());
        return failure instanceof SourceRefused || failure instanceof TooLarge || since.compareTo(PATIENCE) > 0;
    }

    private static AudioExpectation expectation(Entry entry) {
        if (entry.request() == null) {
            return AudioExpectation.NONE;
        }
        SongRequest song = SongRequests.of(entry.request(), entry.job().provider());
        Integer rate = song.value("audio.sample_rate") instanceof Number hertz ? hertz.intValue() : null;
        return new AudioExpectation(song.text("audio.format"), rate, null);
    }

    private static AudioFile file(StoredAudio stored, Track track) {
        return new AudioFile(
                stored.contentType(),
                stored.bytes(),
                stored.durationSeconds() == null ? track.durationSeconds() : stored.durationSeconds(),
                stored.bitrate(),
                stored.sampleRate(),
                stored.channels(),
                stored.sha256(),
                stored.sourceExpiresAt());
    }
}
