package dev.segue.ledger.search;

import dev.segue.job.Job;
import dev.segue.job.Status;
import dev.segue.ledger.JobCodec;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Jobs as callers look for them. */
@ApplicationScoped
public class JobRepository implements PanacheRepositoryBase<JobEntity, String> {

    @Inject
    JobCodec codec;

    /**
     * What a caller looks for among its own jobs; {@code null} members do not matter.
     *
     * @param before only jobs older than the one with this id
     */
    public record Search(String caller, Status status, String model, String provider, String user, String before) {}

    /** The newest that match, newest first: ids sort by time of creation. */
    @WithSession
    public Uni<List<Job>> newest(Search search, int limit) {
        StringBuilder where = new StringBuilder("caller = :caller");
        Map<String, Object> values = new HashMap<>(Map.of("caller", search.caller()));
        also(
                where,
                values,
                "status =",
                "status",
                search.status() == null ? null : search.status().word());
        also(where, values, "model =", "model", search.model());
        also(where, values, "provider =", "provider", search.provider());
        also(where, values, "user =", "user", search.user());
        also(where, values, "id <", "before", search.before());
        return find(where.toString(), Sort.descending("id"), values)
                .page(0, limit)
                .list()
                .map(rows -> rows.stream().map(row -> codec.job(row.document)).toList());
    }

    private static void also(StringBuilder where, Map<String, Object> values, String test, String name, String value) {
        if (value != null) {
            where.append(" and ").append(test).append(" :").append(name);
            values.put(name, value);
        }
    }
}
