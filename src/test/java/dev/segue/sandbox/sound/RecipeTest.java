package dev.segue.sandbox.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.SampleBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {

    private static final Duration LENGTH = Duration.ofSeconds(4);

    /** Heard by a decoder that we did not write: right length, loud enough, and nothing but the notes of the scale. */
    @ParameterizedTest
    @CsvSource({"44100, 128000", "44100, 256000", "32000, 32000", "24000, 64000", "16000, 256000", "44100, 60000"})
    void mp3_decodedByAStranger_isTheMelody(int sampleRate, int bitrate) throws Exception {
        // Given
        byte[] steady = new byte[32];
        Arrays.fill(steady, (byte) 2);

        // When
        double[] heard = decode(new Mp3(sampleRate, bitrate).write(new Melody(steady), LENGTH), sampleRate);

        // Then
        double expected = (sampleRate >= 32000 ? 39 : 79) * sampleRate / 2304.0;
        assertThat(heard.length / (double) sampleRate).isCloseTo(4, within(0.1));
        assertThat(Arrays.stream(heard).map(Math::abs).max().orElseThrow()).isBetween(5000.0, 30000.0);
        assertThat(loudest(heard, sampleRate)).isCloseTo(expected, within(6.0));
    }

    @Test
    void mp3_ofOtherWords_isAnotherTuneOfTheSameLength() {
        // When
        byte[] one = recipe("one", Recipe.Format.MP3).cook();
        byte[] two = recipe("two", Recipe.Format.MP3).cook();

        // Then
        assertThat(one).isNotEqualTo(two).hasSameSizeAs(two);
        assertThat(recipe("one", Recipe.Format.MP3).cook()).isEqualTo(one);
    }

    @Test
    void wav_readByTheJdk_hasItsFormatAndLength() throws Exception {
        // When
        AudioInputStream wav = AudioSystem.getAudioInputStream(
                new ByteArrayInputStream(recipe("words", Recipe.Format.WAV).cook()));

        // Then
        assertThat(wav.getFormat().getSampleRate()).isEqualTo(44100);
        assertThat(wav.getFormat().getChannels()).isEqualTo(1);
        assertThat(wav.getFrameLength()).isEqualTo(4 * 44100);
    }

    @Test
    void pcm_ofASong_isTheWavWithoutItsHeader() {
        // When
        byte[] pcm = recipe("words", Recipe.Format.PCM).cook();

        // Then
        byte[] wav = recipe("words", Recipe.Format.WAV).cook();
        assertThat(pcm).isEqualTo(Arrays.copyOfRange(wav, 44, wav.length));
    }

    private static Recipe recipe(String words, Recipe.Format format) {
        return new Recipe(words, format, 44100, 128000, LENGTH);
    }

    private static double[] decode(byte[] mp3, int sampleRate) throws Exception {
        Bitstream stream = new Bitstream(new ByteArrayInputStream(mp3));
        Decoder decoder = new Decoder();
        IntStream.Builder samples = IntStream.builder();
        for (Header header = stream.readFrame(); header != null; header = stream.readFrame()) {
            assertThat(header.frequency()).isEqualTo(sampleRate);
            SampleBuffer frame = (SampleBuffer) decoder.decodeFrame(header, stream);
            for (int i = 0; i < frame.getBufferLength(); i++) {
                samples.add(frame.getBuffer()[i]);
            }
            stream.closeFrame();
        }
        return samples.build().asDoubleStream().toArray();
    }

    /** The strongest frequency in the second second, to 2 Hz. */
    private static double loudest(double[] samples, int sampleRate) {
        return IntStream.rangeClosed(50, 1000)
                .mapToDouble(half -> 2.0 * half)
                .boxed()
                .max((a, b) -> Double.compare(power(samples, sampleRate, a), power(samples, sampleRate, b)))
                .orElseThrow();
    }

    private static double power(double[] samples, int sampleRate, double frequency) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < 4096; i++) {
            double sample = samples[sampleRate + i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / 4096));
            real += sample * Math.cos(2 * Math.PI * frequency * i / sampleRate);
            imaginary += sample * Math.sin(2 * Math.PI * frequency * i / sampleRate);
        }
        return real * real + imaginary * imaginary;
    }
}
