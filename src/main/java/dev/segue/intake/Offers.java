package dev.segue.intake;

import dev.segue.access.Limits;
import dev.segue.budget.Terms;
import dev.segue.provider.Catalogue;
import dev.segue.provider.settings.CostsConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** On what terms a caller's job may come in. */
@Singleton
class Offers {

    private final Catalogue catalogue;
    private final CostsConfig costs;

    @Inject
    Offers(Catalogue catalogue, CostsConfig costs) {
        this.catalogue = catalogue;
        this.costs = costs;
    }

    /** @param payable the routes of which each may come to be paid */
    Terms terms(Limits limits, String model, List<String> payable) {
        Map<String, BigDecimal> prices = new HashMap<>();
        for (String provider : payable) {
            prices.put(
                    provider,
                    catalogue.expectedCost(catalogue.route(provider, model).orElseThrow()));
        }
        return new Terms(
                prices,
                limits.maxJobsInFlight(),
                limits.maxJobsQueued(),
                limits.monthlyBudgetUsd(),
                costs.monthlyCap().orElse(null));
    }
}
