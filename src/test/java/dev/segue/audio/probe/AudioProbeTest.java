package dev.segue.audio.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioProbeTest {

    /** MPEG 1, layer III, 128 kbit/s, 44.1 kHz, stereo. */
    private static final int MP3_FRAME = 0xfffb9000;

    @ParameterizedTest
    @CsvSource({
        "664c614300000000, audio/flac",
        "4f67675300000000, audio/ogg",
        "00000020667479704d344120, audio/mp4",
        "fff15080, audio/aac",
        "fff95080, audio/aac",
        "494433040000000000000000, audio/mpeg",
        "fffb9000, audio/mpeg",
        "fff39000, audio/mpeg",
        "3c68746d6c3e, application/octet-stream",
        "ffff, application/octet-stream",
        "'', application/octet-stream"
    })
    void type_isToldFromTheFirstBytes(String hex, String type) {
        // Given
        byte[] head = java.util.HexFormat.of().parseHex(hex);
        // When
        AudioFacts facts = AudioProbe.probe(head, head.length, null);
        // Then
        assertThat(facts.contentType()).isEqualTo(type);
    }

    @Test
    void wav_withAChunkBeforeTheData_tellsAll() {
        // Given
        Buffer head = wav(176_400).setString(36, "LIST").setIntLE(40, 3);
        head.appendBytes(new byte[4]).appendString("data").appendIntLE(352_800);
        // When
        AudioFacts facts = AudioProbe.probe(head.getBytes(), head.length() + 352_800, null);
        // Then
        assertThat(facts).isEqualTo(new AudioFacts("audio/wav", 2.0, 1_411_200, 44_100, 2));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "176400"})
    void wav_streamedWithoutItsLength_isAsLongAsTheFile(int written) {
        // Given
        Buffer head = wav(written);
        // When
        AudioFacts facts = AudioProbe.probe(head.getBytes(), head.length() + 176_400, null);
        // Then
        assertThat(facts.durationSeconds()).isEqualTo(1.0);
    }

    @Test
    void mp3_constantBitrate_lastsAsLongAsItsBytesSay() {
        // Given
        Buffer head = Buffer.buffer().appendInt(MP3_FRAME).appendBytes(new byte[413]);
        // When
        AudioFacts facts = AudioProbe.probe(head.getBytes(), 160_000, null);
        // Then
        assertThat(facts).isEqualTo(new AudioFacts("audio/mpeg", 10.0, 128_000, 44_100, 2));
    }

    @Test
    void mp3_variableBitrateBehindATag_countsFrames() {
        // Given
        Buffer head = Buffer.buffer("ID3")
                .appendBytes(new byte[] {4, 0, 0, 0, 0, 1, 0})
                .appendBytes(new byte[128]);
        head.appendInt(MP3_FRAME)
                .appendBytes(new byte[32])
                .appendString("Xing")
                .appendInt(1)
                .appendInt(383);
        head.appendBytes(new byte[400]);
        // When
        AudioFacts facts = AudioProbe.probe(head.getBytes(), 138 + 200_000, null);
        // Then
        assertThat(facts.durationSeconds()).isBetween(10.0, 10.01);
        assertThat(facts.bitrate()).isBetween(159_000, 160_000);
        assertThat(facts.sampleRate()).isEqualTo(44_100);
    }

    @Test
    void mp3_tagLongerThanTheHead_isToldByTypeAlone() {
        // Given
        Buffer head = Buffer.buffer("ID3").appendBytes(new byte[] {4, 0, 0, 0x7f, 0x7f, 0x7f, 0x7f});
        head.appendBytes(new byte[100]);
        // When
        AudioFacts facts = AudioProbe.probe(head.getBytes(), 5_000_000, null);
        // Then
        assertThat(facts).isEqualTo(AudioFacts.of("audio/mpeg"));
    }

    @Test
    void rawPcm_thatLooksLikeAFrame_isStillRawPcm() {
        // Given
        byte[] head = Buffer.buffer().appendInt(MP3_FRAME).getBytes();
        // When
        AudioFacts facts = AudioProbe.probe(head, 88_200, new RawPcm(44_100, 1));
        // Then
        assertThat(facts).isEqualTo(new AudioFacts("audio/L16;rate=44100;channels=1", 1.0, 705_600, 44_100, 1));
    }

    @Test
    void rawPcmAsked_butWavCame_isWav() {
        // Given
        Buffer head = wav(176_400);
        // When
        AudioFacts facts = AudioProbe.probe(head.getBytes(), 176_444, new RawPcm(8_000, 1));
        // Then
        assertThat(facts.contentType()).isEqualTo("audio/wav");
        assertThat(facts.sampleRate()).isEqualTo(44_100);
    }

    @Property
    void anyBytes_behindAnyMagic_areToldWithoutFailing(@ForAll byte[] noise) {
        for (String magic :
                new String[] {"", "RIFF....WAVEfmt ", "RIFF....WAVEdata", "ID3\4\0\0\0\0\0\0", "\u00ff\u00fb"}) {
            // Given
            byte[] head = Buffer.buffer(magic.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))
                    .appendBytes(noise)
                    .getBytes();
            // When
            AudioFacts facts = AudioProbe.probe(head, head.length, null);
            // Then
            assertThat(facts.contentType()).contains("/");
        }
    }

    /** 44.1 kHz, stereo, 16 bits; the data chunk's head ends at 44. */
    private static Buffer wav(int dataLength) {
        return Buffer.buffer("RIFF")
                .appendIntLE(0)
                .appendString("WAVEfmt ")
                .appendIntLE(16)
                .appendShortLE((short) 1)
                .appendShortLE((short) 2)
                .appendIntLE(44_100)
                .appendIntLE(176_400)
                .appendShortLE((short) 4)
                .appendShortLE((short) 16)
                .appendString("data")
                .appendIntLE(dataLength);
    }
}
