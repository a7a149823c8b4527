package dev.segue.provider;

import java.math.BigDecimal;

/**
 * What a create cost, as the provider reported it.
 *
 * @param amount in US dollars, or {@code null} if it named credits only
 * @param credits in the provider's own unit, or {@code null}
 */
public record Usage(BigDecimal amount, Long credits) {}
