package dev.segue.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What something cost.
 *
 * @param amount in {@code currency}, or {@code null} if unknown
 * @param credits in the provider's own unit, or {@code null}
 */
public record Cost(BigDecimal amount, String currency, Long credits, Source source) {

    public static final Cost UNKNOWN = new Cost(null, "USD", null, Source.UNKNOWN);

    public enum Source {
        /** The provider said so. */
        REPORTED,
        /** By the price list. */
        PRICE_LIST,
        UNKNOWN;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Source parse(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** The sum of the parts, unknown if any part is; {@code null} if there is no part. */
    static Cost sum(List<Cost> parts) {
        if (parts.isEmpty()) {
            return null;
        }
        if (parts.stream().anyMatch(part -> part.source == Source.UNKNOWN || part.amount == null)) {
            return UNKNOWN;
        }
        BigDecimal amount = parts.stream().map(Cost::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean everyCredit = parts.stream().map(Cost::credits).allMatch(Objects::nonNull);
        Long credits = everyCredit ? parts.stream().mapToLong(Cost::credits).sum() : null;
        boolean reported = parts.stream().allMatch(part -> part.source == Source.REPORTED);
        return new Cost(amount, "USD", credits, reported ? Source.REPORTED : Source.PRICE_LIST);
    }
}
