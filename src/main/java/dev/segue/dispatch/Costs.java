package dev.segue.dispatch;

import dev.segue.job.Cost;
import dev.segue.provider.CreateAnswer.Usage;
import dev.segue.provider.route.Price;

/** What a create cost: as reported, else by the price list, else unknown. */
final class Costs {

    private Costs() {}

    /** @param price by the price list, or {@code null} */
    static Cost of(Usage usage, Price price) {
        Long credits = usage == null ? null : usage.credits();
        if (usage != null && usage.amount() != null) {
            return new Cost(usage.amount(), "USD", credits, Cost.Source.REPORTED);
        }
        return price == null
                ? new Cost(null, "USD", credits, Cost.Source.UNKNOWN)
                : new Cost(price.amount(), "USD", credits, Cost.Source.PRICE_LIST);
    }
}
