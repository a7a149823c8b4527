package dev.segue.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.audio.ByteRange.Part;
import dev.segue.audio.ByteRange.Unsatisfiable;
import dev.segue.audio.ByteRange.Whole;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-, 0, 100",
        "bytes=10-19, 10, 10",
        "bytes=10-1000, 10, 90",
        "bytes=99-, 99, 1",
        "bytes=-1, 99, 1",
        "bytes=-1000, 0, 100",
        "' Bytes=5-6 ', 5, 2",
        "bytes=5-99999999999999999999999, 5, 95",
        "bytes=-99999999999999999999999, 0, 100"
    })
    void range_thatIsThere_isAPart(String header, long from, long length) {
        // When
        ByteRange range = ByteRange.parse(header, 100);
        // Then
        assertThat(range).isEqualTo(new Part(from, length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=100-",
                "bytes=-0",
                "bytes=9-5",
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=1",
                "bytes=--5",
                "bytes=99999999999999999999-"
            })
    void range_thatIsNotThereOrUnreadable_isUnsatisfiable(String header) {
        // When
        ByteRange range = ByteRange.parse(header, 100);
        // Then
        assertThat(range).isEqualTo(new Unsatisfiable());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "bytes=0-1,5-6", "items=0-1", "0-1"})
    void header_withoutOneByteRange_meansTheWhole(String header) {
        // When
        ByteRange range = ByteRange.parse(header, 100);
        // Then
        assertThat(range).isEqualTo(new Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=0-0", "bytes=-5"})
    void range_ofAnEmptyFile_isUnsatisfiable(String header) {
        // When
        ByteRange range = ByteRange.parse(header, 0);
        // Then
        assertThat(range).isEqualTo(new Unsatisfiable());
    }

    @Test
    void part_asContentRange_countsBothEnds() {
        // When
        String header = new Part(10, 5).contentRange(100);
        // Then
        assertThat(header).isEqualTo("bytes 10-14/100");
    }

    @Property
    void part_ofAnyHeader_liesWithinTheFile(@ForAll String noise, @ForAll @IntRange(max = 50) int size) {
        // When
        ByteRange range = ByteRange.parse("bytes=" + noise, size);
        // Then
        if (range instanceof Part part) {
            assertThat(part.from()).isNotNegative();
            assertThat(part.length()).isPositive();
            assertThat(part.from() + part.length()).isLessThanOrEqualTo(size);
        }
    }

    @Property
    void part_ofTwoNumbers_isWhatTheyNameAndTheFileHas(
            @ForAll @IntRange(max = 60) int first, @ForAll @IntRange(max = 60) int last) {
        // When
        ByteRange range = ByteRange.parse("bytes=" + first + "-" + last, 50);
        // Then
        boolean there = first <= last && first < 50;
        assertThat(range).isEqualTo(there ? new Part(first, Math.min(last, 49) - first + 1) : new Unsatisfiable());
    }
}
