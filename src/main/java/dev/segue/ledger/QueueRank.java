package dev.segue.ledger;

/** Where in a provider's queue a newcomer stands: behind its caller's own, else beside the head of everybody's. */
public final class QueueRank {

    private static final String NEXT = """
            (SELECT 1 + greatest(
                coalesce((SELECT max(w.queue_rank) FROM job w
                           WHERE w.status = 'queued' AND w.caller = %1$s AND w.queue_for = %2$s), 0),
                coalesce((SELECT min(w.queue_rank) FROM job w
                           WHERE w.status = 'queued' AND w.queue_for = %2$s), 1) - 1))
            """;

    private QueueRank() {}

    /**
     * The rank as an expression of SQL.
     *
     * @param caller the expression of the newcomer's caller
     * @param provider that of the provider whose queue it joins
     */
    public static String next(String caller, String provider) {
        return NEXT.formatted(caller, provider);
    }
}
