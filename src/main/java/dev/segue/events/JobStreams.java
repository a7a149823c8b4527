package dev.segue.events;

import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

@Singleton
public class JobStreams {

    @Inject
    Ledger ledger;

    public Uni<Optional<Entry>> untilEnded(String job, Duration atMost) {
        return ledger.find(job)
                .chain(found -> found.isEmpty() || found.get().job().ended() || atMost.isNegative()
                        ? Uni.createFrom().item(found)
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(Duration.ofMillis(50))
                                .chain(() -> untilEnded(job, atMost.minusMillis(50))));
    }
}
