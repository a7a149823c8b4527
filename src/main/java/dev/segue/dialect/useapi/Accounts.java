package dev.segue.dialect.useapi;

import dev.segue.dialect.DialectException;
import dev.segue.provider.settings.ProvidersConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The parameter {@code account}. Where several accounts are configured it must name one of them, as theirs must; where there is one,
 * it says nothing. Which account serves is not the caller's choice: a free one does.
 */
@Singleton
class Accounts {

    private final List<String> configured;

    @Inject
    Accounts(ProvidersConfig providers) {
        this(providers.useapi().accounts().orElse(List.of()));
    }

    Accounts(List<String> configured) {
        this.configured = configured;
    }

    /** Throws {@link DialectException} 400. */
    void check(String account) {
        if (configured.size() < 2) {
            return;
        }
        if (account == null || account.isBlank()) {
            throw new DialectException(400, "Parameter account is required when several accounts are configured");
        }
        if (!configured.contains(account)) {
            throw new DialectException(400, "Parameter account must name a configured account");
        }
    }

    /** The account to ask for what is no song, checked; {@code null} where it need not be named. */
    String named(String account) {
        check(account);
        return switch (configured.size()) {
            case 0 -> null;
            case 1 -> configured.get(0);
            default -> account;
        };
    }
}
