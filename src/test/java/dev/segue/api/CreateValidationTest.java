package dev.segue.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CreateValidationTest {

    private static final String RIGHT =
            "\"model\":\"minimax-music-2.6\",\"prompt\":\"warm and slow\",\"lyrics\":\"la la la la la la\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "17",
                "{} {}",
                "{\"model\":\"a\",\"model\":\"b\"}",
                "{'model':'a'}",
                "{\"a\":{\"b\":1,\"b\":2}}"
            })
    void body_notOneJsonObject_isMalformed(String body) {
        // Then
        post(body).statusCode(400).contentType("application/problem+json").body("status", equalTo(400));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("\"promt\":\"x\"", "/promt"),
                Arguments.of("\"a/b~c\":1", "/a~1b~0c"),
                Arguments.of("\"audio\":{\"fromat\":\"mp3\"}", "/audio/fromat"),
                Arguments.of("\"audio\":\"mp3\"", "/audio"),
                Arguments.of("\"audio\":{\"sample_rate\":\"44100\"}", "/audio/sample_rate"),
                Arguments.of("\"webhook\":{\"uri\":\"x\"}", "/webhook/uri"),
                Arguments.of(
                        "\"webhook\":{\"url\":\"https://93.184.216.34/\",\"events\":\"job.failed\"}",
                        "/webhook/events"),
                Arguments.of("\"overrides\":{\"suno\":{}}", "/overrides/suno"),
                Arguments.of("\"overrides\":{\"useapi\":{\"model\":\"m\"}}", "/overrides/useapi/model"),
                Arguments.of("\"overrides\":{\"useapi\":{\"prompt\":1}}", "/overrides/useapi/prompt"),
                Arguments.of("\"instrumental\":\"true\"", "/instrumental"),
                Arguments.of("\"deadline_seconds\":1.5", "/deadline_seconds"),
                Arguments.of("\"providers\":\"apidot\"", "/providers"),
                Arguments.of("\"providers\":[null]", "/providers/0"),
                Arguments.of("\"options\":[]", "/options"),
                Arguments.of("\"metadata\":{\"n\":1}", "/metadata/n"),
                Arguments.of("\"user\":7", "/user"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void field_unknownOrOfAnotherType_isMalformed(String field, String pointer) {
        // Then
        post("{" + RIGHT + "," + field + "}").statusCode(400).body("errors.pointer", hasItem(pointer));
    }

    static Stream<Arguments> invalid() {
        String longer = "x".repeat(201);
        String entries = IntStream.rangeClosed(0, 50)
                .mapToObj(n -> "\"k" + n + "\":\"v\"")
                .collect(Collectors.joining(",", "{", "}"));
        return Stream.of(
                Arguments.of("\"deadline_seconds\":0", "/deadline_seconds"),
                Arguments.of("\"deadline_seconds\":7201", "/deadline_seconds"),
                Arguments.of("\"deadline_seconds\":99999999999999999999", "/deadline_seconds"),
                Arguments.of("\"title\":\"" + longer + "\"", "/title"),
                Arguments.of("\"user\":\"\"", "/user"),
                Arguments.of("\"user\":\"" + "x".repeat(256) + "\"", "/user"),
                Arguments.of("\"metadata\":" + entries, "/metadata"),
                Arguments.of("\"metadata\":{\"k\":\"" + "x".repeat(501) + "\"}", "/metadata/k"),
                Arguments.of("\"providers\":[]", "/providers"),
                Arguments.of("\"providers\":[\"suno\"]", "/providers/0"),
                Arguments.of("\"providers\":[\"apidot\",\"apidot\"]", "/providers/1"),
                Arguments.of("\"title\":\"a\\u0000b\"", "/title"),
                Arguments.of("\"metadata\":{\"k\":\"\\ud800\"}", "/metadata/k"),
                Arguments.of("\"options\":{\"n\":[1e999]}", "/options/n/0"),
                Arguments.of("\"webhook\":{}", "/webhook/url"),
                Arguments.of("\"webhook\":{\"url\":\"https://93.184.216.34/\",\"events\":[]}", "/webhook/events"),
                Arguments.of("\"webhook\":{\"url\":\"ftp://example.com/\"}", "/webhook/url"),
                Arguments.of("\"webhook\":{\"url\":\"/hook\"}", "/webhook/url"),
                Arguments.of("\"webhook\":{\"url\":\"http://169.254.169.254/\"}", "/webhook/url"),
                Arguments.of(
                        "\"webhook\":{\"url\":\"https://93.184.216.34/\",\"events\":[\"job.queued\"]}",
                        "/webhook/events/0"),
                Arguments.of(
                        "\"webhook\":{\"url\":\"https://93.184.216.34/\",\"secret\":\"whsec_short\"}",
                        "/webhook/secret"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void value_outOfItsBounds_isInvalid(String field, String pointer) {
        // Then
        post("{" + RIGHT + "," + field + "}").statusCode(422).body("errors.pointer", hasItem(pointer));
    }

    @Test
    void everything_atItsBound_isLetIn() {
        // When
        ValidatableResponse answer =
                post("{" + RIGHT + """
                ,"title": "%s", "user": "%s", "metadata": {"k": "%s"}, "deadline_seconds": 7200, "failover": false,
                 "providers": ["aimlapi", "apidot"], "instrumental": null, "overrides": null,
                 "webhook": {"url": "https://93.184.216.34/hook?a=b", "events": ["job.completed", "job.revoked"],
                             "secret": "whsec_%s"}}
                """.formatted("😀".repeat(200), "u".repeat(255), "v".repeat(500), "A".repeat(32)));

        // Then
        answer.statusCode(202);
    }

    @Test
    void model_missingOrUnknown_isInvalid() {
        // Then
        post("{}").statusCode(422).body("errors.pointer", hasItem("/model"));
        post("{\"model\":null}").statusCode(422).body("errors.pointer", hasItem("/model"));
        post("{\"model\":\"nope\"}").statusCode(422).body("errors.pointer", hasItem("/model"));
    }

    @Test
    void request_thatNoRouteAccepts_isToldWhatEachMisses() {
        // When
        ValidatableResponse answer = post("{\"model\":\"minimax-music\",\"title\":\"t\"}");

        // Then
        answer.statusCode(422)
                .body("type", equalTo("https://segue.dev/problems/no-route"))
                .body("errors.route.unique()", containsInAnyOrder("apiinone", "aimlapi", "useapi"));
    }

    @Test
    void providers_givenAsALimit_areTheOnlyOnesAsked() {
        // When
        ValidatableResponse answer =
                post("{\"model\":\"minimax-music\",\"lyrics\":\"la\",\"providers\":[\"useapi\",\"apidot\"]}");

        // Then
        answer.statusCode(422).body("errors.route", everyItem(not(equalTo("aimlapi"))));
        answer.body("errors.find { it.route == 'apidot' }.detail", containsString("does not make this model"));
    }

    @Test
    void body_ofExactlySixtyFourKibibytes_isLetInAndOneByteMoreIsNot() {
        // Given
        String body = "{" + RIGHT + "}";
        String padded = body + " ".repeat(64 * 1024 - body.getBytes(StandardCharsets.UTF_8).length);

        // Then
        post(padded).statusCode(202);
        post(padded + " ").statusCode(413).contentType("application/problem+json");
    }

    @Test
    void errors_neverQuoteWhatWasSent() {
        // Then
        post("{\"model\":\"minimax-music-2.6\",\"prompt\":\"hush\",\"lyrics\":\"hush\",\"audio\":{\"format\":\"hush\"}}")
                .statusCode(422)
                .body(not(containsString("hush")));
        post("{\"prompt\": hush}").statusCode(400).body(not(containsString("hush")));
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/jobs")
                .then();
    }
}
