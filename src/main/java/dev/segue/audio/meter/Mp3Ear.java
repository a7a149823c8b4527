package dev.segue.audio.meter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Listens to two frames for each peak: to those with the greatest gain. Gain is not loudness, for encoders move gain and lines against each
 * other; but it tells well which of some frames in a row is the loudest, and decoding all costs more than everything else that is done with
 * a song. Of a short one, and where nobody knows how many there will be, all are decoded.
 */
final class Mp3Ear implements Waveform.Ear {

    private static final int WINDOWS = 2 * Waveform.PEAKS;

    /** In each window: the frame that is listened to, and the one before, which overlaps with it. */
    private static final int DECODED = 2;

    /** Of the lowest bitrates so many frames hold what the greatest reservoir does. */
    private static final int LONGEST_LEAD = 12;

    private final Mp3Frames frames = new Mp3Frames();
    private final Mp3Decoder decoder = new Mp3Decoder();
    private final Deque<Mp3Frame> recent = new ArrayDeque<>();
    private final PeakTrack track;
    private final long announced;

    private long expected = -1;
    private long number;

    private long window;
    private long samples;
    private List<Mp3Frame> chosen = List.of();
    private int gain;

    /** @param announced length of the file, bytes; negative where nobody knows */
    Mp3Ear(PeakTrack track, long announced) {
        this.track = track;
        this.announced = announced;
    }

    @Override
    public void hear(byte[] bytes) {
        frames.take(bytes, this::frame);
    }

    @Override
    public void end() {
        if (samples > 0) {
            listen();
        }
    }

    private void frame(Mp3Frame frame) {
        if (expected < 0) {
            expected = expected(frame);
        }
        recent.addLast(frame);
        if (recent.size() > LONGEST_LEAD + 1) {
            recent.removeFirst();
        }
        number++;
        int frameGain = frame.gain();
        if (chosen.isEmpty() || frameGain > gain) {
            chosen = withLead();
            gain = frameGain;
        }
        samples += frame.header().samples();
        if (number >= (window + 1) * expected / WINDOWS) {
            listen();
        }
    }

    /** The number of frames in the file; 0 where nobody knows, and where choosing would save nothing. */
    private long expected(Mp3Frame first) {
        long told = first.header().framesOfFile();
        long frames = told > 0 ? told : Math.max(0, announced) / first.bytes().length;
        return frames > WINDOWS * DECODED ? frames : 0;
    }

    /** The newest frame behind the one that overlaps with it, and behind those that hold bytes of either. */
    private List<Mp3Frame> withLead() {
        if (expected == 0) {
            return List.of(recent.getLast());
        }
        List<Mp3Frame> needed = new ArrayList<>();
        int missing = 0;
        for (Iterator<Mp3Frame> back = recent.descendingIterator();
                back.hasNext() && (needed.size() < DECODED || missing > 0); ) {
            Mp3Frame frame = back.next();
            missing = needed.size() < DECODED ? frame.reservoir() : missing - frame.data();
            needed.add(0, frame);
        }
        return needed;
    }

    private void listen() {
        if (expected > 0) {
            decoder.restart();
        }
        float loudest = Mp3Decoder.NOTHING;
        for (Mp3Frame frame : chosen) {
            loudest = decoder.loudest(frame);
        }
        if (loudest < 0) {
            track.skip(samples);
        } else {
            track.add(loudest, samples);
        }
        chosen = List.of();
        samples = 0;
        window++;
    }
}
