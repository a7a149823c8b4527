package dev.segue.dispatch;

import dev.segue.provider.settings.ProvidersConfig;
import dev.segue.routing.Router;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Which slots of a provider are free, over all replicas. A unique index decides when two reach for the same one. */
@Singleton
class Slots {

    private static final String TAKEN = "SELECT account, slot FROM attempt WHERE provider = $1 AND slot IS NOT NULL";

    private final Pool pool;
    private final ProvidersConfig settings;
    private final Router router;

    @Inject
    Slots(Pool pool, ProvidersConfig settings, Router router) {
        this.pool = pool;
        this.settings = settings;
        this.router = router;
    }

    /** @param number {@code null} where the provider has no limit */
    record Slot(String account, Integer number) {}

    boolean limited(String provider) {
        return settings.of(provider).maxJobs().isPresent();
    }

    /** The free slots; where there is no limit, as many as are asked for, over the accounts in turn. */
    Uni<List<Slot>> free(String provider, int wanted) {
        List<String> accounts = router.accounts(provider);
        if (!limited(provider)) {
            return Uni.createFrom()
                    .item(IntStream.range(0, wanted)
                            .mapToObj(i -> new Slot(accounts.get(i % accounts.size()), null))
                            .toList());
        }
        int each = settings.of(provider).maxJobs().getAsInt();
        return pool.preparedQuery(TAKEN).execute(Tuple.of(provider)).map(rows -> {
            Set<Slot> taken = new HashSet<>();
            rows.forEach(row -> taken.add(new Slot(row.getString("account"), row.getInteger("slot"))));
            List<Slot> free = new ArrayList<>();
            for (int number = 0; number < each; number++) {
                for (String account : accounts) {
                    Slot slot = new Slot(account, number);
                    if (!taken.contains(slot)) {
                        free.add(slot);
                    }
                }
            }
            return free;
        });
    }
}
