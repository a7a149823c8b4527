package dev.segue.provider.settings;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** Stops the start at a setting of a provider that could only fail later, with money under way. */
final class SettingsCheck {

    private final String prefix;

    private SettingsCheck(String prefix) {
        this.prefix = prefix;
    }

    /** @throws ConfigurationException with one sentence that names the property */
    static void check(String provider, ProviderSettings settings) {
        SettingsCheck check = new SettingsCheck("segue.providers." + provider + ".");
        check.key(settings.apiKey().orElse(""));
        check.baseUrl(settings.baseUrl());
        check.accounts(settings.accounts().orElse(List.of()));
        check.positive("create-timeout", settings.createTimeout());
        check.positive("look-timeout", settings.lookTimeout());
        check.positive("breaker-delay", settings.breakerDelay());
        check.that(settings.maxJobs().orElse(1) > 0, "max-jobs", "must be at least 1");
        check.that(
                settings.rateLimit().orElse(1) > 0
                        && Double.isFinite(settings.rateLimit().orElse(1)),
                "rate-limit",
                "must be more than 0 calls a second");
        check.that(
                settings.safeStatuses().stream().allMatch(status -> status >= 400 && status <= 599),
                "safe-statuses",
                "may list statuses from 400 to 599 only");
    }

    /** It becomes a header; a line break in it, copied along by accident, would fail every call. */
    private void key(String key) {
        that(key.chars().allMatch(c -> c > ' ' && c < 127), "api-key", "must not hold blanks, line breaks or accents");
    }

    private void baseUrl(String url) {
        that(isBase(url), "base-url", "must be an http or https URL without query, such as https://api.example.com");
    }

    private static boolean isBase(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException noUri) {
            return false;
        }
    }

    private void accounts(List<String> accounts) {
        that(accounts.stream().noneMatch(String::isBlank), "accounts", "must not list a blank name");
        that(new HashSet<>(accounts).size() == accounts.size(), "accounts", "must not list an account twice");
    }

    /** A whole millisecond at least: that is what the timers count in. */
    private void positive(String name, Duration duration) {
        that(duration.compareTo(Duration.ofMillis(1)) >= 0, name, "must be a positive duration");
    }

    private void that(boolean fine, String name, String words) {
        if (!fine) {
            throw new ConfigurationException(prefix + name + " " + words);
        }
    }
}
