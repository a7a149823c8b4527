package dev.segue.upkeep;

import dev.segue.dispatch.Adoption;
import dev.segue.job.Attempt;
import dev.segue.ledger.Entry;
import dev.segue.provider.Catalogue;
import dev.segue.provider.ListsSongs;
import dev.segue.provider.ListsSongs.ListedSong;
import dev.segue.provider.route.SongRequests;
import dev.segue.provider.settings.ProvidersConfig;
import dev.segue.time.Ticker;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Looks for the song of an unanswered create in its account's list. Until the window ends the attempt runs: its job stays in
 * submitting and its slot stays taken. Not being in the list never means that it was not started.
 */
@Singleton
class Reconciliation {

    private static final Logger LOG = Logger.getLogger(Reconciliation.class);

    private static final String CLAIMED =
            "SELECT task_id FROM attempt WHERE provider = $1 AND account = $2 AND task_id = ANY($3)";

    private final Catalogue catalogue;
    private final ProvidersConfig providers;
    private final UpkeepConfig config;
    private final Adoption adoption;
    private final Pool pool;
    private final Clock clock;
    private final Ticker ticker;
    /** When to ask next, by job. A crash forgets it and asks at once. */
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();

    private record Pace(long nextNanos, Duration interval) {}

    @Inject
    Reconciliation(
            Catalogue catalogue,
            ProvidersConfig providers,
            UpkeepConfig config,
            Adoption adoption,
            Pool pool,
            Clock clock,
            Ticker ticker) {
        this.catalogue = catalogue;
        this.providers = providers;
        this.config = config;
        this.adoption = adoption;
        this.pool = pool;
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Whether the attempt's song may still be looked for. */
    boolean open(Attempt attempt) {
        return catalogue.extra(attempt.provider(), ListsSongs.class).isPresent()
                && clock.instant()
                        .isBefore(attempt.startedAt()
                                .plus(providers.of(attempt.provider()).createTimeout())
                                .plus(config.reconcileWindow()));
    }

    /** Asks the list, if it is time to. Whatever goes wrong, it is asked again. */
    Uni<Void> tryNow(Entry entry, int number) {
        if (!due(entry.job().id()) || entry.request() == null) {
            return Uni.createFrom().voidItem();
        }
        Attempt attempt = entry.job().attempt(number);
        ListsSongs lister =
                catalogue.extra(attempt.provider(), ListsSongs.class).orElseThrow();
        String lyrics = SongRequests.of(entry.request(), attempt.provider()).text("lyrics");
        return lister.songs(attempt.account())
                .map(songs -> SongMatch.of(songs, lyrics, attempt.startedAt()))
                .chain(fitting -> unclaimed(attempt, fitting))
                .chain(fitting -> fitting.size() == 1
                        ? adopt(entry, number, fitting.get(0))
                        : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> LOG.infof(
                        "Job %s is not reconciled yet: %s",
                        entry.job().id(), failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    /** Forgets when to ask for any other. */
    void keepOnly(Set<String> jobIds) {
        paces.keySet().retainAll(jobIds);
    }

    private Uni<Void> adopt(Entry entry, int number, ListedSong song) {
        return adoption.adopt(entry, number, song.taskId())
                .invoke(adopted -> adopted.ifPresent(found -> LOG.infof(
                        "Job %s was found in the provider's list", found.job().id())))
                .replaceWithVoid();
    }

    /** A song belongs to one attempt only; the unique index has the last word. */
    private Uni<List<ListedSong>> unclaimed(Attempt attempt, List<ListedSong> fitting) {
        if (fitting.isEmpty()) {
            return Uni.createFrom().item(fitting);
        }
        String[] ids = fitting.stream().map(ListedSong::taskId).toArray(String[]::new);
        String account = Optional.ofNullable(attempt.account()).orElse("");
        return pool.preparedQuery(CLAIMED)
                .execute(Tuple.of(attempt.provider(), account).addArrayOfString(ids))
                .map(rows -> {
                    Set<String> claimed = new HashSet<>();
                    rows.forEach(row -> claimed.add(row.getString(0)));
                    return fitting.stream()
                            .filter(song -> !claimed.contains(song.taskId()))
                            .toList();
                });
    }

    private boolean due(String jobId) {
        Pace pace = paces.get(jobId);
        if (pace != null && pace.nextNanos - ticker.nanos() > 0) {
            return false;
        }
        Duration interval = pace == null ? config.reconcileMinInterval() : longer(pace.interval);
        paces.put(jobId, new Pace(ticker.nanos() + interval.toNanos(), interval));
        return true;
    }

    private Duration longer(Duration interval) {
        Duration doubled = interval.multipliedBy(2);
        return doubled.compareTo(config.reconcileMaxInterval()) > 0 ? config.reconcileMaxInterval() : doubled;
    }
}
