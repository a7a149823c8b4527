package dev.segue.dispatch;

import dev.segue.dispatch.Claims.Claim;
import dev.segue.dispatch.Sender.Intent;
import dev.segue.dispatch.Slots.Slot;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.provider.HealthBoard;
import dev.segue.provider.route.SongRequests;
import dev.segue.replica.Replica;
import dev.segue.replica.UnderWay;
import dev.segue.routing.Router;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Moves jobs out of one provider's queue, one batch after the other. Signals that arrive during a batch cause one more, never
 * two at once, so that within a replica nobody competes for a slot.
 */
final class Pump {

    private static final Logger LOG = Logger.getLogger(Pump.class);
    private static final int BATCH = 64;
    /** How long those are out of sight that cannot go elsewhere, so that the ones behind them are seen. */
    private static final long STRANDED_MILLIS = 2000;
    /** Creates under way at once, per provider and replica; the rest stays in the queue, where it can be seen and cancelled. */
    private static final int UNDER_WAY = 512;

    private final String provider;
    private final Claims claims;
    private final Slots slots;
    private final Sender sender;
    private final Router router;
    private final HealthBoard health;
    private final Replica replica;
    private final UnderWay underWay;

    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicInteger creates = new AtomicInteger();

    Pump(
            String provider,
            Claims claims,
            Slots slots,
            Sender sender,
            Router router,
            HealthBoard health,
            Replica replica,
            UnderWay underWay) {
        this.provider = provider;
        this.claims = claims;
        this.slots = slots;
        this.sender = sender;
        this.router = router;
        this.health = health;
        this.replica = replica;
        this.underWay = underWay;
    }

    /** Something may be due. Cheap, from any thread. */
    void signal() {
        if (signals.getAndIncrement() == 0) {
            run();
        }
    }

    /** Something of this provider's has ended; where slots are without number, nobody has waited for that. */
    void slotFreed() {
        if (slots.limited(provider)) {
            signal();
        }
    }

    private void run() {
        int seen = signals.get();
        Uni.createFrom()
                .deferred(this::batch)
                .onFailure()
                .recoverWithItem(this::failed)
                .subscribe()
                .with(full -> {
                    if (full) {
                        run();
                    } else if (!signals.compareAndSet(seen, 0)) {
                        signals.set(1);
                        run();
                    }
                });
    }

    /** @return whether there may be more */
    private Uni<Boolean> batch() {
        int room = Math.min(BATCH, UNDER_WAY - creates.get());
        if (room <= 0 || !replica.holdsFor(Duration.ZERO)) {
            return Uni.createFrom().item(false);
        }
        if (!health.callable(provider)) {
            return claims.stranded(provider, BATCH).chain(this::elsewhere);
        }
        return slots.free(provider, room)
                .chain(free -> free.isEmpty()
                        ? Uni.createFrom().item(false)
                        : claims.claim(provider, Math.min(room, free.size())).chain(claimed -> submit(claimed, free)));
    }

    private Uni<Boolean> submit(List<Claim> claimed, List<Slot> free) {
        List<Slot> left = new ArrayList<>(free);
        List<Uni<Void>> intents = new ArrayList<>();
        for (Claim claim : claimed) {
            Optional<Slot> slot = choose(claim.entry(), left);
            slot.ifPresent(left::remove);
            intents.add(slot.isPresent() ? submit(claim, slot.get()) : claims.giveBack(claim.entry(), 1000));
        }
        return intents.isEmpty()
                ? Uni.createFrom().item(false)
                : Uni.join().all(intents).andCollectFailures().replaceWith(claimed.size() == BATCH);
    }

    private Optional<Slot> choose(Entry entry, List<Slot> left) {
        List<String> accounts = left.stream().map(Slot::account).distinct().toList();
        return router.account(entry.job(), provider, accounts).flatMap(account -> left.stream()
                .filter(slot -> slot.account().equals(account))
                .findFirst());
    }

    /** Ends when the intent is durable; the call itself goes on by itself. */
    private Uni<Void> submit(Claim claim, Slot slot) {
        String id = claim.entry().job().id();
        underWay.begin(id);
        return Uni.createFrom()
                .deferred(() -> sender.intend(claim, provider, slot))
                .onItemOrFailure()
                .invoke((intended, failure) -> {
                    if (failure != null || intended.isEmpty()) {
                        underWay.end(id);
                    }
                })
                .invoke(intended -> intended.ifPresent(this::send))
                .replaceWithVoid()
                .onFailure(Ledger.SlotTakenException.class)
                .recoverWithUni(taken -> claims.giveBack(claim.entry(), 0));
    }

    private void send(Intent intended) {
        creates.incrementAndGet();
        Uni.createFrom()
                .deferred(() -> sender.send(intended))
                .onTermination()
                .invoke(() -> {
                    underWay.end(intended.entry().job().id());
                    if (creates.getAndDecrement() == UNDER_WAY) {
                        signal();
                    }
                })
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.errorf(
                                failure,
                                "Job %s was left by its sender",
                                intended.entry().job().id()));
    }

    /** The breaker is open, or the provider paused: whoever has another healthy route goes there at once, the others wait where they are. */
    private Uni<Boolean> elsewhere(List<Entry> claimed) {
        List<Uni<Void>> moves = claimed.stream()
                .map(entry -> router.instead(
                                entry.job(), entry.routes(), SongRequests.failover(entry.request()), provider)
                        .map(other -> claims.reroute(entry, other))
                        .orElseGet(() -> claims.giveBack(entry, STRANDED_MILLIS)))
                .toList();
        return Multi.createFrom()
                .iterable(moves)
                .onItem()
                .transformToUniAndConcatenate(move -> move)
                .collect()
                .last()
                .replaceWith(claimed.size() == BATCH);
    }

    /** Of several that failed together, the first; its name alone, for a message may quote a request. */
    private static Throwable cause(Throwable failure) {
        return failure instanceof CompositeException several
                ? several.getCauses().get(0)
                : failure;
    }

    private Boolean failed(Throwable failure) {
        LOG.warnf(
                "The queue of %s could not be read: %s",
                provider, cause(failure).getClass().getName());
        return false;
    }
}
