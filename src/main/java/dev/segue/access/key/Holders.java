package dev.segue.access.key;

import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Tells who holds a key. Answers are kept for two seconds ({@code quarkus.cache.caffeine."api-keys"}), which bounds how long a
 * deleted key works on the other replicas. Only keys with our seal are looked up and kept: a flood of wrong ones leaves no trace.
 */
@ApplicationScoped
public class Holders {

    private static final String FIND = """
            SELECT k.id, k.caller, k.scopes, k.expires_at, l.*
              FROM api_key k, LATERAL (SELECT * FROM caller_limits WHERE caller = k.caller) l
             WHERE k.hash = $1 AND (k.expires_at IS NULL OR k.expires_at > now())
            """;
    private static final String ANY =
            "SELECT EXISTS (SELECT FROM api_key WHERE expires_at IS NULL OR expires_at > now())";

    private final Pool pool;
    private final Mint mint;
    private final LastUses uses;
    private final Cache known;
    private final Clock clock;

    @Inject
    Holders(Pool pool, Mint mint, LastUses uses, @CacheName("api-keys") Cache known, Clock clock) {
        this.pool = pool;
        this.mint = mint;
        this.uses = uses;
        this.known = known;
        this.clock = clock;
    }

    /** Nothing if the key opens no door. */
    public Uni<Optional<Holder>> of(String key) {
        if (!mint.made(key)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return known.getAsync(Mint.hash(key), this::find)
                .map(found -> found.filter(holder -> holder.holdsAt(clock.instant())))
                .invoke(found -> found.ifPresent(holder -> uses.used(holder.keyId())));
    }

    /** Whether there is a key that opens anything. */
    public Uni<Boolean> any() {
        return pool.query(ANY).execute().map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** Sees every change to keys at once, on this replica. */
    void forget() {
        known.invalidateAll().subscribe().with(done -> {});
    }

    private Uni<Optional<Holder>> find(String hash) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(Buffer.buffer(HexFormat.of().parseHex(hash))))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(KeyRows.holder(rows.iterator().next())));
    }
}
