package dev.segue.tracking;

import dev.segue.ledger.JobMoved;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what a move sets off. */
@Singleton
class Told {

    private final Map<String, Integer> times = new ConcurrentHashMap<>();

    void moved(@Observes JobMoved moved) {
        times.merge(moved.entry().job().id(), 1, Integer::sum);
    }

    int times(String id) {
        return times.getOrDefault(id, 0);
    }
}
