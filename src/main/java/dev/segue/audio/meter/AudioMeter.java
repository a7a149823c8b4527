package dev.segue.audio.meter;

import dev.segue.audio.probe.AudioFacts;
import dev.segue.audio.probe.AudioProbe;
import dev.segue.audio.probe.RawPcm;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Measures one file as its bytes pass, keeping the head alone. For one stream, whose signals follow one another. It computes: not for an event
 * loop.
 */
public final class AudioMeter {

    private final MessageDigest digest = sha256();
    private final Buffer head = Buffer.buffer();
    private final Waveform waveform;
    private long bytes;

    /** @param announced length of the whole, bytes; negative where nobody knows */
    public AudioMeter(long announced) {
        waveform = new Waveform(announced);
    }

    public void take(Buffer part) {
        byte[] plain = part.getBytes();
        digest.update(plain);
        waveform.take(plain);
        bytes += part.length();
        int room = Math.min(AudioProbe.HEAD - head.length(), part.length());
        if (room > 0) {
            head.appendBuffer(part, 0, room);
        }
    }

    public long bytes() {
        return bytes;
    }

    /** In hexadecimal, lower-case. Ask once, at the end. */
    public String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** @param asked what the request asked for, where that was raw PCM; else null */
    public AudioFacts facts(RawPcm asked) {
        return AudioProbe.probe(head.getBytes(), bytes, asked);
    }

    /** 200 peaks, a byte each, 255 for full scale; null where the file is neither mp3 nor WAV. */
    public Buffer waveform() {
        return waveform.peaks();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
