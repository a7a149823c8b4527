package dev.segue.budget;

import java.util.Map;

/**
 * What a caller's jobs of one month have used up.
 *
 * @param jobs that were created
 * @param models what they cost, by model
 */
public record Usage(long jobs, Map<String, Account> models) {

    public Account total() {
        return models.values().stream().reduce(Account.ZERO, Account::plus);
    }
}
