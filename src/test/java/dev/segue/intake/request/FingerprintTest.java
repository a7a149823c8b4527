package dev.segue.intake.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"b\":2} | {\"b\":2, \"a\":1}",
                "{\"a\":1.0} | {\"a\":1}",
                "{\"a\":1e2} | {\"a\":100}",
                "{\"a\":-0.0} | {\"a\":0}",
                "{\"a\":\"\\u0041\"} | {\"a\":\"A\"}"
            })
    void sameValue_writtenDifferently_hasTheSameFingerprint(String one, String other) throws IOException {
        // Then
        assertThat(of(one)).isEqualTo(of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1} | {\"a\":\"1\"}",
                "{\"a\":null} | {}",
                "{\"a\":[1,2]} | {\"a\":[2,1]}",
                "{\"a\":[1,2]} | {\"a\":[[1],2]}",
                "{\"a\":\"x\",\"b\":\"y\"} | {\"a\":\"x\\\",\\\"b\\\":\\\"y\"}",
                "{\"a\":true} | {\"a\":false}"
            })
    void otherValue_hasAnotherFingerprint(String one, String other) throws IOException {
        // Then
        assertThat(of(one)).isNotEqualTo(of(other));
    }

    @Property
    void membersInAnyOrder_haveTheSameFingerprint(
            @ForAll @Size(max = 8) Map<String, Integer> members, @ForAll Random random) {
        // Given
        List<Map.Entry<String, Integer>> shuffled = new ArrayList<>(members.entrySet());
        Collections.shuffle(shuffled, random);

        // When
        String fingerprint = Fingerprint.of(object(shuffled));

        // Then
        assertThat(fingerprint).isEqualTo(Fingerprint.of(object(new ArrayList<>(members.entrySet()))));
    }

    @Property
    void differentMembers_haveDifferentFingerprints(
            @ForAll @Size(max = 4) Map<String, Integer> one, @ForAll @Size(max = 4) Map<String, Integer> other) {
        // When
        boolean same = Fingerprint.of(object(new ArrayList<>(one.entrySet())))
                .equals(Fingerprint.of(object(new ArrayList<>(other.entrySet()))));

        // Then
        assertThat(same).isEqualTo(one.equals(other));
    }

    @Test
    void fingerprint_tellsNothingOfTheValue() throws IOException {
        // Then
        assertThat(of("{\"prompt\":\"secret\"}")).matches("[0-9a-f]{64}");
    }

    private static ObjectNode object(List<Map.Entry<String, Integer>> members) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        members.forEach(member -> object.put(member.getKey(), member.getValue()));
        return object;
    }

    private static String of(String json) throws IOException {
        JsonNode value = JSON.readTree(json);
        return Fingerprint.of(value);
    }
}
