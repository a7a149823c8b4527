package dev.segue.tracking;

import dev.segue.audio.AudioCopier;
import dev.segue.audio.AudioExpectation;
import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioStore;
import dev.segue.audio.StoredAudio;
import dev.segue.audio.cover.Cover;
import dev.segue.audio.cover.CoverCopier;
import dev.segue.custody.Custody;
import dev.segue.custody.ModerationLooks;
import dev.segue.job.AudioFile;
import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.job.Status;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.provider.Catalogue;
import dev.segue.provider.MusicProvider.TakesBack;
import dev.segue.provider.Track;
import dev.segue.provider.route.SongRequest;
import dev.segue.provider.route.SongRequests;
import dev.segue.replica.Replica;
import dev.segue.trace.Step;
import dev.segue.trace.Traces;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Copies a finished song here and ends its job. */
@Singleton
class Storage {

    private static final Logger LOG = Logger.getLogger(Storage.class);
    private static final String FOREIGN_KEY = "23503";
    private final Ledger ledger;
    private final AudioCopier copier;
    private final CoverCopier covers;
    private final Custody custody;
    private final ModerationLooks looks;
    private final Catalogue catalogue;
    private final AudioStore store;
    private final Replica replica;
    private final Clock clock;
    private final Patience patience;
    private final Traces traces;

    @Inject
    Storage(
            Ledger ledger,
            AudioCopier copier,
            CoverCopier covers,
            Custody custody,
            ModerationLooks looks,
            Catalogue catalogue,
            AudioStore store,
            Replica replica,
            Clock clock,
            Traces traces) {
        this.ledger = ledger;
        this.copier = copier;
        this.covers = covers;
        this.custody = custody;
        this.looks = looks;
        this.catalogue = catalogue;
        this.store = store;
        this.replica = replica;
        this.clock = clock;
        this.patience = new Patience(clock);
        this.traces = traces;
    }

    /**
     * Copies every track, and the cover.
     *
     * @param storing the job as it is now
     * @param failures tries that failed before
     * @return whether the job needs nothing more from us; false asks for another look, which brings fresh addresses, and
     *     another try
     */
    Uni<Boolean> store(Entry storing, List<Track> tracks, int failures) {
        return Uni.createFrom()
                .deferred(() -> traces.within(
                        Step.calling(
                                "copy audio",
                                storing.traceparent(),
                                storing.job().id(),
                                storing.job().provider()),
                        done -> done ? "done" : "again",
                        span -> copyAll(storing, tracks, failures)))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "Job %s waits in storing: %s",
                            storing.job().id(), failure.getClass().getSimpleName());
                    return false;
                });
    }

    /** Deletes what was copied of a job that is not there any more. */
    Uni<Void> discard(String id) {
        return store.deleteJob(id).replaceWithVoid();
    }

    private Uni<Boolean> copyAll(Entry entry, List<Track> tracks, int failures) {
        String id = entry.job().id();
        return Uni.combine()
                .all()
                .unis(files(entry, tracks), cover(id, tracks))
                .asTuple()
                .chain(copied -> kept(entry, copied.getItem1(), copied.getItem2())
                        // Then there is no job any more, and the copy goes when that is found.
                        .onFailure(Storage::isForgotten)
                        .recoverWithNull()
                        .chain(() -> end(entry, job -> job.with(described(copied.getItem1(), tracks))
                                .become(new JobState.Completed(), clock.instant()))))
                .onFailure(failure -> patience.lost(entry.job(), tracks, failures, failure))
                .recoverWithUni(failure -> {
                    LOG.warnf(
                            "The audio of job %s could not be had: %s",
                            id, failure.getClass().getSimpleName());
                    return end(entry, job -> job.become(new JobState.Failed(Settlement.noAudio()), clock.instant()));
                });
    }

    private static boolean isForgotten(Throwable failure) {
        return failure instanceof PgException refused && FOREIGN_KEY.equals(refused.getSqlState());
    }

    private Uni<List<StoredAudio>> files(Entry entry, List<Track> tracks) {
        AudioExpectation expected = expectation(entry);
        return Multi.createFrom()
                .items(IntStream.range(0, tracks.size()).boxed())
                .onItem()
                .transformToUniAndConcatenate(n -> copier.copy(
                        tracks.get(n).url(), new AudioKey(entry.job().id(), n), expected))
                .collect()
                .asList();
    }

    private Uni<Optional<Cover>> cover(String id, List<Track> tracks) {
        return tracks.stream()
                .map(Track::coverUrl)
                .filter(Objects::nonNull)
                .findFirst()
                .map(url -> covers.copy(url, id))
                .orElse(Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Void> kept(Entry entry, List<StoredAudio> files, Optional<Cover> cover) {
        boolean lookAgain =
                catalogue.extra(entry.job().provider(), TakesBack.class).isPresent();
        return custody.keep(
                entry.job().id(),
                files.stream().map(StoredAudio::waveform).toList(),
                cover,
                lookAgain ? looks.next(clock.instant(), 0) : Optional.empty());
    }

    /** Whoever cancelled meanwhile has the last word; the copy goes. */
    private Uni<Boolean> end(Entry storing, UnaryOperator<Job> end) {
        String id = storing.job().id();
        return ledger.changeOwned(storing, replica.id(), entry -> Optional.of(entry.job())
                        .filter(job -> job.status() == Status.STORING)
                        .map(end)
                        .map(Change::to))
                .chain(ended -> ended.isPresent() ? Uni.createFrom().item(ended) : ledger.find(id))
                .chain(now -> now.isEmpty() || now.get().job().status() == Status.CANCELLED
                        ? store.deleteJob(id)
                        : Uni.createFrom().voidItem())
                .replaceWith(true);
    }

    private static AudioExpectation expectation(Entry entry) {
        if (entry.request() == null) {
            return AudioExpectation.NONE;
        }
        SongRequest song = SongRequests.of(entry.request(), entry.job().provider());
        Integer rate = song.value("audio.sample_rate") instanceof Number hertz ? hertz.intValue() : null;
        return new AudioExpectation(song.text("audio.format"), rate, null);
    }

    private static List<AudioFile> described(List<StoredAudio> files, List<Track> tracks) {
        return IntStream.range(0, files.size())
                .mapToObj(n -> file(files.get(n), tracks.get(n)))
                .toList();
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
