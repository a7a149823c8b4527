package dev.segue.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the dashboard and the alerts ask for is there to be asked for. */
@QuarkusTest
class QueriesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** A name of a metric, with the matchers that follow it. */
    private static final Pattern METRIC = Pattern.compile("\\b((?:segue|http|sql|process)_[a-z_]+)\\b(?:\\{([^}]*)})?");

    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|=)\"([a-z_|]+)\"");

    static List<Rule> alerts() {
        return Manifests.read("monitoring/prometheusrule.yaml", PrometheusRule.class, "segue")
                .getSpec()
                .getGroups()
                .stream()
                .flatMap(group -> group.getRules().stream())
                .toList();
    }

    static List<JsonNode> panels() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(new File("k8s/monitoring/segue.json"));
        return StreamSupport.stream(dashboard.path("panels").spliterator(), false)
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alert_asksForWhatTheProgramShows(Rule alert) {
        assertKnown(alert.getExpr().getStrVal());
        assertThat(alert.getLabels().get("severity")).isIn("warning", "critical");
        assertThat(alert.getAnnotations().get("summary")).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alert_hasItsPlaceInTheRunbook(Rule alert) throws IOException {
        // Given
        String heading = "### " + alert.getAlert();
        List<String> page = Files.readAllLines(Path.of("docs/operations.md"));

        // Then
        assertThat(alert.getAnnotations())
                .containsEntry(
                        "runbook", "docs/operations.md#" + alert.getAlert().toLowerCase(Locale.ROOT));
        assertThat(page).contains(heading);
    }

    @Test
    void runbook_hasNoAlertThatIsNone() throws IOException {
        // Given
        List<String> names = alerts().stream().map(Rule::getAlert).toList();

        // Then
        assertThat(Files.readAllLines(Path.of("docs/operations.md")).stream()
                        .filter(line -> line.startsWith("### Segue"))
                        .map(line -> line.substring(4)))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @ParameterizedTest
    @MethodSource("panels")
    void panel_asksForWhatTheProgramShows(JsonNode panel) {
        assertThat(panel.path("targets"))
                .isNotEmpty()
                .allSatisfy(target ->
                        assertKnown(target.path("expr").asText().replaceAll("provider=~\"\\$provider[a-z|]*\",?", "")));
    }

    /** Other programs have meters of these names too; the Service's name is what Prometheus calls the job. */
    @Test
    void meterThatIsNotOursAlone_isAskedOfSegueAlone() throws IOException {
        // Given
        String service = Manifests.read("base/service.yaml", Service.class, "segue")
                .getMetadata()
                .getName();
        Stream<String> queries = Stream.concat(
                alerts().stream().map(alert -> alert.getExpr().getStrVal()),
                panels().stream().flatMap(panel -> panel.findValuesAsText("expr").stream()));

        // When
        List<MatchResult> shared = queries.flatMap(
                        query -> METRIC.matcher(query).results())
                .filter(metric -> !metric.group(1).startsWith("segue_"))
                .toList();

        // Then
        assertThat(shared).isNotEmpty().allSatisfy(metric -> assertThat(metric.group())
                .contains("job=\"" + service + "\""));
    }

    @Test
    void autoscaler_scalesByWhatAReplicaShows() {
        // Given
        String metric = Manifests.read(
                        "base/hpa.yaml",
                        io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler.class,
                        "segue")
                .getSpec()
                .getMetrics()
                .get(1)
                .getPods()
                .getMetric()
                .getName();

        // Then
        assertKnown(metric);
    }

    private static void assertKnown(String query) {
        RestAssured.given().get("/v1/models").then().statusCode(200); // so that requests are counted
        // Some are counted for the first time a while after the start.
        await().atMost(PATIENCE).untilAsserted(() -> assertKnown(query, Scrape.now()));
    }

    private static void assertKnown(String query, Scrape scrape) {
        Matcher metric = METRIC.matcher(query);
        assertThat(metric.find()).as(query).isTrue();
        do {
            List<Scrape.Sample> samples = scrape.of(metric.group(1));
            assertThat(samples).as(metric.group(1)).isNotEmpty();
            Matcher matcher = MATCHER.matcher(metric.group(2) == null ? "" : metric.group(2));
            while (matcher.find()) {
                String tag = matcher.group(1);
                if (tag.equals("job")) {
                    continue; // Prometheus adds it
                }
                assertThat(samples.stream().map(sample -> sample.tags().get(tag)))
                        .as(metric.group())
                        .contains(matcher.group(3).split("\\|"));
            }
        } while (metric.find());
    }
}
