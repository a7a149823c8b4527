package dev.segue.api.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.access.Limits;
import dev.segue.access.Scope;
import dev.segue.access.key.ApiKey;
import dev.segue.access.key.ApiKey.Issued;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A key as it is shown.
 *
 * @param key itself, the one time it is told; else absent
 */
@RegisterForReflection
record KeyView(
        String id,
        @JsonInclude(JsonInclude.Include.NON_NULL) String key,
        String prefix,
        String name,
        String project,
        List<String> scopes,
        Integer requestsPerSecond,
        Integer burst,
        Integer maxJobsInFlight,
        Integer maxJobsQueued,
        BigDecimal monthlyBudgetUsd,
        Instant createdAt,
        Instant expiresAt,
        String replacedBy,
        Instant lastUsedAt) {

    static KeyView of(Issued issued) {
        return of(issued.key(), issued.text());
    }

    static KeyView of(ApiKey key) {
        return of(key, null);
    }

    private static KeyView of(ApiKey key, String text) {
        Limits limits = key.limits();
        return new KeyView(
                key.id(),
                text,
                key.prefix(),
                key.name(),
                key.project(),
                key.scopes().stream().map(Scope::word).toList(),
                limits.requestsPerSecond(),
                limits.burst(),
                limits.maxJobsInFlight(),
                limits.maxJobsQueued(),
                plain(limits.monthlyBudgetUsd()),
                key.createdAt(),
                key.expiresAt(),
                key.replacedBy(),
                key.lastUsedAt());
    }

    /** As it was stated: the column fills up with zeros. */
    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal least = amount == null ? null : amount.stripTrailingZeros();
        return least == null || least.scale() >= 0 ? least : least.setScale(0);
    }

    @Override
    public String toString() {
        return "KeyView[" + id + "]";
    }
}
