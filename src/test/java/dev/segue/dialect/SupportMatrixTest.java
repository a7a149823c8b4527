package dev.segue.dialect;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/dialects.md says is what the running program does. */
@QuarkusTest
class SupportMatrixTest {

    private static final Path DOCUMENT = Path.of("docs/dialects.md");
    private static final Pattern REQUEST = Pattern.compile("`([A-Z]+) (/\\S*)`");
    private static final Pattern MODEL = Pattern.compile("model `(\\S+)`");
    private static final Pattern STATUS = Pattern.compile("`(\\d{3})`.*");
    private static final Pattern DIALECT_PATH = Pattern.compile("/v2/.*|/api/.*|/v1/minimax/.*");

    @TestHTTPResource
    URI server;

    private Wire client;
    private List<Row> rows;

    private record Row(String dialect, String what, String support, String note) {

        Matcher request() {
            return REQUEST.matcher(what);
        }
    }

    @BeforeEach
    void read() throws IOException {
        client = new Wire(server);
        rows = new ArrayList<>();
        String dialect = null;
        for (String line : Files.readAllLines(DOCUMENT)) {
            if (line.startsWith("## ")) {
                dialect = line.substring(3);
            }
            String[] cells = line.split("\\|", -1);
            if (dialect != null && cells.length == 5 && !cells[2].matches("-+| support ")) {
                rows.add(new Row(dialect, cells[1].strip(), cells[2].strip(), cells[3].strip()));
            }
        }
    }

    @Test
    void row_always_saysFullOrWhatIsMissing() {
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row.support()).as(row.what()).isIn("full", "partly", "not");
            assertThat(row.note().isEmpty() && !row.support().equals("full"))
                    .as(row.what())
                    .isFalse();
        });
    }

    @Test
    void requests_supported_areTheEndpointsThatThereAre() {
        // Given
        JsonObject paths = client.get("/q/openapi?format=json").json().getJsonObject("paths");

        // When
        Set<String> there = paths.fieldNames().stream()
                .filter(path -> DIALECT_PATH.matcher(path).matches())
                .flatMap(path -> paths.getJsonObject(path).fieldNames().stream()
                        .filter(name -> name.matches("get|post|put|delete|patch"))
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path))
                .collect(toCollection(TreeSet::new));

        Set<String> documented = supported()
                .map(Row::request)
                .filter(Matcher::matches)
                .map(request -> request.group(1) + " " + address(request.group(2)))
                .collect(toCollection(TreeSet::new));

        // Then
        assertThat(documented).isNotEmpty().isEqualTo(there);
    }

    @Test
    void request_notSupported_isAnsweredAsTheMatrixSays() {
        // Given
        List<Row> refused = rows.stream()
                .filter(row -> row.support().equals("not") && row.request().matches())
                .toList();

        assertThat(refused).isNotEmpty().allSatisfy(row -> {
            Matcher request = row.request();
            Matcher status = STATUS.matcher(row.note());
            assertThat(request.matches() && status.matches()).as(row.what()).isTrue();

            // When
            int answered = client.send(request.group(1), request.group(2), BodyPublishers.noBody())
                    .status();

            // Then
            assertThat(answered).as(row.what()).isEqualTo(Integer.parseInt(status.group(1)));
        });
    }

    @ParameterizedTest
    @CsvSource({"AI/ML API, aimlapi", "API in One, apiinone", "APIDot, apidot"})
    void models_supported_areThoseOfTheProvidersRoutes(String dialect, String provider) {
        // Given
        JsonArray models = client.get("/v1/models").json().getJsonArray("data");

        // When
        Set<String> routed = models.stream()
                .flatMap(model -> ((JsonObject) model).getJsonArray("routes").stream())
                .map(JsonObject.class::cast)
                .filter(route -> route.getString("provider").equals(provider))
                .map(route -> route.getString("provider_model"))
                .collect(toCollection(TreeSet::new));

        Set<String> documented = supported()
                .filter(row -> row.dialect().equals(dialect))
                .map(row -> MODEL.matcher(row.what()))
                .filter(Matcher::matches)
                .map(model -> model.group(1))
                .collect(toCollection(TreeSet::new));

        // Then
        assertThat(documented).isNotEmpty().isEqualTo(routed);
    }

    /** As OpenAPI has it: without query, and without a last slash, which makes no difference. */
    private static String address(String target) {
        return target.split("\\?")[0].replaceFirst("/$", "");
    }

    private Stream<Row> supported() {
        return rows.stream().filter(row -> !row.support().equals("not"));
    }
}
