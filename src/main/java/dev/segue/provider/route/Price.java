package dev.segue.provider.route;

import java.math.BigDecimal;

/**
 * What a song costs by the price list.
 *
 * @param amount in US dollars
 * @param source who says so
 * @param asOf the month or the year in which it was so, or {@code null} for the operator's own figure
 */
public record Price(BigDecimal amount, String source, String asOf) {

    public static Price usd(String amount, String source, String asOf) {
        return new Price(new BigDecimal(amount), source, asOf);
    }

    /** As the operator has set it. */
    public static Price configured(BigDecimal amount) {
        return new Price(amount, "configuration", null);
    }
}
