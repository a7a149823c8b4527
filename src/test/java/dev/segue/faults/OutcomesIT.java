package dev.segue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.PackagedSegue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of faults in {@code docs/reliability.md}, played row by row at every provider. */
class OutcomesIT {

    private static final Pattern ROW = Pattern.compile("\\| `(.+?)` \\| (\\w+, \\d) \\| (\\w+, \\d) \\|");
    private static final List<String> PROVIDERS = List.of("apidot", "aimlapi", "apiinone", "useapi");
    private static final String ACCOUNTS =
            IntStream.range(0, 32).mapToObj(i -> "account" + i).collect(Collectors.joining(","));

    @TempDir
    Path folder;

    @Test
    void faults_atEveryProvider_endAsTheDocumentSays() throws Exception {
        try (Fleet fleet = new Fleet(folder, Map.of("USEAPI_ACCOUNTS", ACCOUNTS, "SEGUE_TRACKING_LEASE", "PT20S"))) {
            // Given
            Audit audit = new Audit(fleet);
            PackagedSegue segue = fleet.start();
            Map<String, String> promised = new LinkedHashMap<>();
            Map<String, String> rows = new LinkedHashMap<>();

            // When
            for (Matcher row : table()) {
                for (String provider : PROVIDERS) {
                    String id = audit.create(segue, song(provider, row.group(1)));
                    rows.put(id, row.group(1) + " at " + provider);
                    promised.put(rows.get(id), row.group(provider.equals("useapi") ? 3 : 2));
                }
            }

            // Then
            audit.awaitEnds();
            audit.check(segue);
            Map<String, String> seen = new LinkedHashMap<>();
            rows.forEach((id, row) -> seen.put(row, audit.outcome(id)));
            assertThat(seen).isEqualTo(promised).hasSizeGreaterThan(60);
        }
    }

    @Test
    void providers_thatTakeCreatesAndNeverSaySo_areAskedNoSecondTimeByTwoReplicas() throws Exception {
        try (Fleet fleet = new Fleet(folder, Map.of("USEAPI_ACCOUNTS", ACCOUNTS))) {
            // Given
            Audit apart = new Audit(fleet);
            Audit listed = new Audit(fleet);
            List<PackagedSegue> replicas = List.of(fleet.start(), fleet.start());

            // When
            for (int n = 0; n < 20; n++) {
                PackagedSegue replica = replicas.get(n % 2);
                apart.create(replica, Song.at("apidot", "create=cut"));
                apart.create(replica, Song.at("aimlapi", "create=hang,started=true"));
                listed.create(replica, Song.at("useapi", "create=cut"));
            }

            // Then
            apart.awaitEnds();
            apart.check(replicas.get(0));
            assertThat(apart.in("unconfirmed")).isEqualTo(40);
            assertThat(apart.creates()).isEqualTo(40);
            listed.awaitEnds();
            listed.check(replicas.get(1));
            assertThat(listed.in("completed")).isEqualTo(20);
            assertThat(listed.creates()).isEqualTo(20);
        }
    }

    @Test
    void providers_thatRefuseConnections_areSentNothing() throws Exception {
        try (Fleet fleet = new Fleet(folder, Map.of())) {
            // Given
            Audit audit = new Audit(fleet);
            PackagedSegue segue = fleet.start(PROVIDERS.stream()
                    .collect(Collectors.toMap(
                            provider -> provider.toUpperCase() + "_BASE_URL", provider -> "http://localhost:1")));

            // When
            List<String> ids = PROVIDERS.stream()
                    .map(provider -> {
                        Song song = Song.at(provider);
                        song.body().put("deadline_seconds", 3);
                        return audit.create(segue, song);
                    })
                    .toList();

            // Then
            audit.awaitEnds();
            audit.check(segue);
            assertThat(ids).allSatisfy(id -> {
                assertThat(audit.outcome(id)).isEqualTo("failed, 0");
                assertThat(audit.job(id).getJsonObject("error").getString("code"))
                        .isEqualTo("provider_unavailable");
            });
        }
    }

    /** useapi.net's create brings the song along; without its audio there is something to look for. */
    private static Song song(String provider, String fault) {
        return provider.equals("useapi") && fault.startsWith("look")
                ? Song.at(provider, fault, "create=no-audio")
                : Song.at(provider, fault);
    }

    private static List<Matcher> table() throws IOException {
        return Files.readAllLines(Path.of("docs/reliability.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .toList();
    }
}
