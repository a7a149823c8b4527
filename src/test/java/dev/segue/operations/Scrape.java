package dev.segue.operations;

import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a scraper reads at {@code /q/metrics}. */
record Scrape(List<Sample> samples) {

    private static final Pattern SAMPLE = Pattern.compile("([a-z_0-9]+)(?:\\{(.*?)})? (\\S+)(?: #.*)?");
    private static final Pattern TAG = Pattern.compile("([A-Za-z_]+)=\"([^\"]*)\"");

    record Sample(String name, Map<String, String> tags, double value) {}

    static Scrape now() {
        String text = RestAssured.given()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return new Scrape(text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .map(match -> new Sample(match.group(1), tags(match.group(2)), Double.parseDouble(match.group(3))))
                .toList());
    }

    List<Sample> of(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    List<Sample> ours() {
        return samples.stream()
                .filter(sample -> sample.name().startsWith("segue_"))
                .toList();
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        samples.forEach(sample -> names.add(sample.name()));
        return names;
    }

    /** The sum of the samples that have all these values among their tags. */
    double value(String name, String... values) {
        return of(name).stream()
                .filter(sample -> sample.tags().values().containsAll(List.of(values)))
                .mapToDouble(Sample::value)
                .sum();
    }

    private static Map<String, String> tags(String text) {
        Map<String, String> tags = new TreeMap<>();
        Matcher tag = TAG.matcher(text == null ? "" : text);
        while (tag.find()) {
            tags.put(tag.group(1), tag.group(2));
        }
        return tags;
    }
}
