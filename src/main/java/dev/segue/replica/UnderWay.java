package dev.segue.replica;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The jobs whose create this process has in its hands: from before the intent is durable until the answer is. What is
 * submitting under this replica's name and is not in here was left by somebody; nobody else will ever say what became of it.
 */
@Singleton
public class UnderWay {

    /** A count each: the next attempt may begin before the last one has quite let go. */
    private final Map<String, Integer> creates = new ConcurrentHashMap<>();

    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean draining;

    public void begin(String jobId) {
        creates.merge(jobId, 1, Integer::sum);
    }

    public void end(String jobId) {
        creates.computeIfPresent(jobId, (id, count) -> count == 1 ? null : count - 1);
        settle();
    }

    public boolean has(String jobId) {
        return creates.containsKey(jobId);
    }

    public int size() {
        return creates.size();
    }

    /** Completes when nothing is in hand. Asked for once nothing new begins. */
    public CompletableFuture<Void> drained() {
        draining = true;
        settle();
        return drained;
    }

    private void settle() {
        if (draining && creates.isEmpty()) {
            drained.complete(null);
        }
    }
}
