package dev.segue.audio.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.sandbox.sound.Recipe;
import dev.segue.sandbox.sound.Recipe.Format;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaveformTest {

    private static final int WHOLE = Integer.MAX_VALUE;

    @ParameterizedTest
    @CsvSource({"8, 1", "16, 1", "16, 2", "24, 2", "32, 1", "-32, 2"})
    void wav_silentHalfLoudAndFull_isDrawnSo(int bits, int channels) {
        // Given a minus stands for floating point
        Buffer wav = wav(bits, channels, 0, 0.5, 1, 0.25);
        // When
        int[] peaks = peaks(wav.getBytes(), 1000, -1);
        // Then
        assertThat(peaks).hasSize(200);
        assertThat(Arrays.copyOfRange(peaks, 2, 48)).containsOnly(0);
        assertThat(Arrays.stream(peaks, 52, 98)).allMatch(peak -> peak >= 126 && peak <= 129);
        assertThat(Arrays.stream(peaks, 102, 148)).allMatch(peak -> peak >= 253);
        assertThat(Arrays.stream(peaks, 152, 198)).allMatch(peak -> peak >= 62 && peak <= 65);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 417, 65_536, WHOLE})
    void mp3_howeverItsBytesCome_isDrawnTheSame(int part) {
        // Given
        byte[] mp3 = song(Duration.ofSeconds(8));
        // When
        int[] peaks = peaks(mp3, part, mp3.length);
        // Then
        assertThat(peaks).hasSize(200).isEqualTo(peaks(mp3, 4096, -1));
        assertThat(IntStream.of(peaks).max().orElseThrow()).isGreaterThan(50);
    }

    @Test
    void mp3_behindATagWithAPicture_isDrawnTheSame() {
        // Given
        byte[] mp3 = song(Duration.ofSeconds(8));
        byte[] picture = new byte[200_000];
        new Random(5).nextBytes(picture);
        Buffer tagged = Buffer.buffer("ID3\3\0\0")
                .appendByte((byte) (picture.length >> 21 & 0x7f))
                .appendByte((byte) (picture.length >> 14 & 0x7f))
                .appendByte((byte) (picture.length >> 7 & 0x7f))
                .appendByte((byte) (picture.length & 0x7f))
                .appendBytes(picture)
                .appendBytes(mp3);
        // When
        int[] peaks = peaks(tagged.getBytes(), 30_000, -1);
        // Then
        assertThat(peaks).isEqualTo(peaks(mp3, WHOLE, -1));
    }

    @Test
    void mp3_thatIsLong_isDrawnNearlyAsIfAllOfItHadBeenDecoded() {
        // Given
        byte[] mp3 = song(Duration.ofMinutes(4));
        int[] whole = peaks(mp3, 65_536, -1);
        // When its length is known, so that some frames are left out
        int[] sampled = peaks(mp3, 65_536, mp3.length);
        // Then
        assertThat(apart(whole, sampled)).isLessThan(8);
    }

    @Test
    void mp3_thatTellsItsFrames_needsNoAnnouncedLength() {
        // Given a first frame that holds nothing but their number
        byte[] mp3 = song(Duration.ofMinutes(4));
        int frames = 4 * 60 * 44_100 / 1152;
        Buffer told = Buffer.buffer(Arrays.copyOf(Arrays.copyOf(mp3, 4), 417));
        told.setString(4 + 17, "Xing").setInt(4 + 17 + 4, 1).setInt(4 + 17 + 8, frames);
        // When
        int[] peaks = peaks(told.appendBytes(mp3).getBytes(), 65_536, -1);
        // Then
        assertThat(peaks).isNotEqualTo(peaks(mp3, 65_536, -1));
        assertThat(apart(peaks, peaks(mp3, 65_536, -1))).isLessThan(8);
    }

    @Test
    void mp3_withGarbageInTheMiddle_isDrawnAllTheSame() {
        // Given
        byte[] mp3 = song(Duration.ofSeconds(8));
        Random random = new Random(11);
        for (int at = mp3.length / 3; at < mp3.length / 2; at++) {
            mp3[at] = (byte) random.nextInt();
        }
        // When
        int[] peaks = peaks(mp3, 5_000, mp3.length);
        // Then
        assertThat(peaks).hasSize(200);
        assertThat(IntStream.of(peaks).skip(150).max().orElseThrow()).isGreaterThan(20);
    }

    @Test
    void otherBytes_areNotDrawn() {
        // Given
        Waveform waveform = new Waveform(-1);
        // When
        waveform.take(new byte[100_000]);
        // Then
        assertThat(waveform.peaks()).isNull();
    }

    private static double apart(int[] some, int[] others) {
        return IntStream.range(0, 200)
                .map(i -> Math.abs(some[i] - others[i]))
                .average()
                .orElseThrow();
    }

    private static byte[] song(Duration length) {
        return new Recipe("a song about rain", Format.MP3, 44_100, 128_000, length).cook();
    }

    private static int[] peaks(byte[] file, int part, long announced) {
        Waveform waveform = new Waveform(announced);
        for (int at = 0; at < file.length; at += Math.min(part, file.length)) {
            waveform.take(Arrays.copyOfRange(file, at, (int) Math.min(file.length, (long) at + part)));
        }
        Buffer peaks = waveform.peaks();
        return IntStream.range(0, peaks.length()).map(peaks::getUnsignedByte).toArray();
    }

    /** A second of a tone at each level, at 8 kHz. */
    private static Buffer wav(int kind, int channels, double... levels) {
        int bytes = Math.abs(kind) / 8;
        Buffer samples = Buffer.buffer();
        for (double level : levels) {
            for (int i = 0; i < 8000; i++) {
                double sample = level * (i % 8 < 4 ? 1 : -1);
                for (int channel = 0; channel < channels; channel++) {
                    // One channel is enough to be heard.
                    append(samples, kind, channel == 0 ? sample : 0);
                }
            }
        }
        return Buffer.buffer("RIFF")
                .appendIntLE(36 + samples.length())
                .appendString("WAVEfmt ")
                .appendIntLE(16)
                .appendShortLE((short) (kind < 0 ? 3 : 1))
                .appendShortLE((short) channels)
                .appendIntLE(8000)
                .appendIntLE(8000 * channels * bytes)
                .appendShortLE((short) (channels * bytes))
                .appendShortLE((short) (bytes * 8))
                .appendString("data")
                .appendIntLE(samples.length())
                .appendBuffer(samples);
    }

    private static void append(Buffer samples, int kind, double sample) {
        switch (kind) {
            case 8 -> samples.appendByte((byte) (128 + Math.round(sample * 127)));
            case 16 -> samples.appendShortLE((short) Math.round(sample * 32767));
            case 24 -> samples.appendMediumLE((int) Math.round(sample * 8388607));
            case 32 -> samples.appendIntLE((int) Math.round(sample * 2147483647));
            default -> samples.appendIntLE(Float.floatToIntBits((float) sample));
        }
    }
}
