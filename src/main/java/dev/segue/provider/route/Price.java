package dev.segue.provider.route;

import java.math.BigDecimal;

/**
 * What a song costs by the price list.
 *
 * @param amount in US dollars
 * @param source who says so, and when
 */
public record Price(BigDecimal amount, String source) {

    public static Price usd(String amount, String source) {
        return new Price(new BigDecimal(amount), source);
    }
}
