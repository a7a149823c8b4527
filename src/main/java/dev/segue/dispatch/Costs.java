package dev.segue.dispatch;

import dev.segue.job.Cost;
import dev.segue.provider.CreateAnswer.Usage;
import dev.segue.provider.route.Route;

/** What a create cost: as reported, else by the price list, else unknown. */
final class Costs {

    private Costs() {}

    static Cost of(Usage usage, Route route) {
        Long credits = usage == null ? null : usage.credits();
        if (usage != null && usage.amount() != null) {
            return new Cost(usage.amount(), "USD", credits, Cost.Source.REPORTED);
        }
        return route.price() == null
                ? new Cost(null, "USD", credits, Cost.Source.UNKNOWN)
                : new Cost(route.price().amount(), "USD", credits, Cost.Source.PRICE_LIST);
    }
}
