package dev.segue;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may import whom. The table is the whole truth: a package that is not in it may not exist. */
final class Imports {

    /** Neither {@code api}, nor an adapter, nor another dialect. */
    private static final Set<String> DIALECT =
            Set.of("dialect", "access", "audio", "events", "intake", "job", "ledger", "rendering", "sse", "time");

    /** package → the packages of ours that it may import; sub-packages are entries of their own. */
    static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("", Set.of("database")),
            Map.entry("time", Set.of()),
            Map.entry("trace", Set.of()),
            Map.entry("signature", Set.of()),
            Map.entry("stranger", Set.of()),
            Map.entry("database", Set.of()),
            // All that "sandbox" may import is itself: an independent witness.
            Map.entry("sandbox", Set.of("sandbox.part", "sandbox.audio", "sandbox.fault")),
            Map.entry("sandbox.part", Set.of("sandbox.audio", "sandbox.fault", "sandbox.sound")),
            Map.entry("sandbox.audio", Set.of("sandbox.fault", "sandbox.sound")),
            Map.entry("sandbox.fault", Set.of()),
            Map.entry("sandbox.sound", Set.of()),
            Map.entry("job", Set.of()),
            Map.entry("budget", Set.of("job")),
            Map.entry("ledger", Set.of("job", "budget", "time")),
            Map.entry("ledger.search", Set.of("job", "ledger")),
            Map.entry("replica", Set.of("time")),
            Map.entry("provider.route", Set.of("provider.settings")),
            Map.entry("provider.settings", Set.of()),
            Map.entry("provider", Set.of("provider.route", "provider.settings", "time")),
            Map.entry("provider.http", Set.of("provider", "provider.route", "provider.settings", "time")),
            Map.entry(
                    "provider.apidot",
                    Set.of("provider", "provider.route", "provider.settings", "provider.http", "time")),
            Map.entry(
                    "provider.aimlapi",
                    Set.of("provider", "provider.route", "provider.settings", "provider.http", "time")),
            Map.entry(
                    "provider.useapi",
                    Set.of("provider", "provider.route", "provider.settings", "provider.http", "time")),
            Map.entry(
                    "provider.apiinone",
                    Set.of("provider", "provider.route", "provider.settings", "provider.http", "time")),
            Map.entry("forecast", Set.of("job", "ledger", "provider", "provider.route", "provider.settings", "time")),
            Map.entry("routing", Set.of("job", "provider", "provider.route", "provider.settings", "forecast")),
            Map.entry("audio", Set.of("audio.meter", "audio.probe", "stranger", "time")),
            Map.entry("audio.meter", Set.of("audio.probe")),
            Map.entry("audio.probe", Set.of()),
            Map.entry("audio.file", Set.of("audio")),
            Map.entry("audio.s3", Set.of("audio")),
            Map.entry("audio.location", Set.of("audio", "audio.file", "audio.s3", "time")),
            Map.entry("audio.cover", Set.of("audio", "stranger")),
            Map.entry("custody", Set.of("audio.cover")),
            Map.entry("access", Set.of("signature", "time")),
            Map.entry("access.key", Set.of("access", "ledger", "signature", "time")),
            Map.entry("access.rate", Set.of("access", "time")),
            Map.entry("access.guard", Set.of("access", "access.key", "access.rate", "time")),
            Map.entry(
                    "intake",
                    Set.of(
                            "access",
                            "budget",
                            "forecast",
                            "intake.request",
                            "job",
                            "ledger",
                            "provider",
                            "provider.route",
                            "provider.settings",
                            "routing",
                            "stranger",
                            "trace",
                            "time")),
            Map.entry("intake.request", Set.of("job", "provider", "provider.route", "provider.settings")),
            Map.entry(
                    "dispatch",
                    Set.of(
                            "job",
                            "ledger",
                            "provider",
                            "provider.route",
                            "provider.settings",
                            "routing",
                            "replica",
                            "tracking",
                            "trace",
                            "time")),
            Map.entry(
                    "tracking",
                    Set.of(
                            "job",
                            "ledger",
                            "provider",
                            "provider.route",
                            "provider.settings",
                            "routing",
                            "forecast",
                            "audio",
                            "audio.cover",
                            "audio.probe",
                            "custody",
                            "replica",
                            "trace",
                            "time")),
            Map.entry("watch", Set.of("job", "ledger", "provider", "provider.settings", "tracking", "replica")),
            Map.entry(
                    "callback",
                    Set.of("tracking", "dispatch", "ledger", "provider", "provider.route", "replica", "job")),
            Map.entry("events", Set.of("database", "job", "ledger", "time")),
            Map.entry("sse", Set.of("time")),
            Map.entry("edge", Set.of()),
            Map.entry("retention", Set.of("audio", "replica", "time")),
            Map.entry("rendering", Set.of("job", "ledger", "forecast", "access", "retention", "time")),
            Map.entry(
                    "webhook",
                    Set.of(
                            "webhook.pacing",
                            "job",
                            "ledger",
                            "access",
                            "rendering",
                            "signature",
                            "stranger",
                            "trace",
                            "time")),
            Map.entry("webhook.pacing", Set.of("time")),
            Map.entry(
                    "upkeep.moderation",
                    Set.of(
                            "job",
                            "ledger",
                            "audio",
                            "audio.cover",
                            "custody",
                            "provider",
                            "provider.route",
                            "retention",
                            "time")),
            Map.entry(
                    "upkeep",
                    Set.of(
                            "upkeep.moderation",
                            "job",
                            "ledger",
                            "tracking",
                            "audio",
                            "provider",
                            "provider.route",
                            "provider.settings",
                            "routing",
                            "dispatch",
                            "replica",
                            "retention",
                            "time")),
            Map.entry(
                    "dialect",
                    Set.of(
                            "access",
                            "intake",
                            "intake.request",
                            "job",
                            "ledger",
                            "provider",
                            "provider.route",
                            "provider.settings",
                            "rendering",
                            "upkeep")),
            Map.entry("dialect.aimlapi", DIALECT),
            Map.entry("dialect.apiinone", DIALECT),
            Map.entry("dialect.apidot", and(DIALECT, "webhook")),
            Map.entry(
                    "dialect.useapi",
                    and(DIALECT, "intake.request", "provider", "provider.route", "provider.settings")),
            Map.entry(
                    "api.events",
                    Set.of("job", "ledger", "events", "access", "access.key", "forecast", "rendering", "sse")),
            Map.entry("api.webhook", Set.of("webhook", "access", "api.problem")),
            Map.entry("api.key", Set.of("access", "access.key", "api.problem", "intake.request")),
            Map.entry("api.document", Set.of()),
            Map.entry("api.problem", Set.of("api.document", "access", "intake.request")),
            Map.entry(
                    "api.audio",
                    Set.of(
                            "api",
                            "api.problem",
                            "access",
                            "audio",
                            "audio.cover",
                            "custody",
                            "job",
                            "ledger",
                            "retention")),
            Map.entry(
                    "api.catalogue",
                    Set.of(
                            "provider",
                            "provider.route",
                            "provider.settings",
                            "forecast",
                            "routing",
                            "access",
                            "api.problem")),
            Map.entry("api.usage", Set.of("budget", "job", "access", "api.problem")),
            Map.entry(
                    "api",
                    Set.of(
                            "api.problem",
                            "rendering",
                            "intake",
                            "intake.request",
                            "job",
                            "ledger",
                            "ledger.search",
                            "events",
                            "audio",
                            "webhook",
                            "upkeep",
                            "access",
                            "forecast",
                            "time")));

    private Imports() {}

    private static Set<String> and(Set<String> some, String... others) {
        return Stream.concat(some.stream(), Stream.of(others)).collect(Collectors.toSet());
    }
}
