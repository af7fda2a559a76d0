package tandem.sippscenarios.bench;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tandem.sippscenarios.rtp.G711;
import tandem.sippscenarios.rtp.RtpPacket;
import tandem.sippscenarios.rtp.RtpStream;
import tandem.sippscenarios.rtp.SendProgress;
import tandem.sippscenarios.rtp.StreamSink;
import tandem.sippscenarios.rtp.Utterance;

/// One call of the barge-in benchmark: hears the agent's welcome, makes a sound over it, and keeps
/// how loud each packet of the welcome was and when it came.
///
/// The frames are written by `rtp-hear` alone and read by others only after `over` was run; the
/// moment of the first voiced packet is a volatile of `rtp-pace`.
final class BargeInTrial implements StreamSink {

    /// Frames of 20 ms that are kept of the welcome.
    static final int FRAMES = 500;

    private static final int FRAME = 160;

    /// What is heard beyond the sound's end: longer than any hold needs.
    private static final int TAIL = 40;

    /// The agent marks the disclosure as the first talkspurt and the welcome as the second.
    private static final int WELCOME = 2;

    private final Optional<Stimulus> stimulus;
    private final Runnable over;
    private final Recording recording = new Recording();
    private final AtomicBoolean finished = new AtomicBoolean();
    private volatile long firstVoiced;
    private volatile @Nullable RtpStream stream;
    private int talkspurts;
    private long begin;
    private boolean said;

    /// What was heard of the welcome, by frame. Written by one thread, then read by another.
    static final class Recording {
        private final double[] loudness = new double[FRAMES];
        private final long[] nanos = new long[FRAMES];
        private final short[] samples = new short[FRAMES * FRAME];

        /// Root mean square; 0 where nothing came.
        double loudness(int frame) {
            return loudness[frame];
        }

        /// When its packet came; 0 when it never did.
        long nanos(int frame) {
            return nanos[frame];
        }

        short[] samples() {
            return samples;
        }

        private void put(int frame, byte[] law, G711 table, long at) {
            double sum = 0;
            for (int i = 0; i < Math.min(law.length, FRAME); i++) {
                short sample = table.decode(law[i]);
                samples[frame * FRAME + i] = sample;
                sum += (double) sample * sample;
            }
            loudness[frame] = Math.sqrt(sum / FRAME);
            nanos[frame] = at;
        }
    }

    /// A sound and when it begins.
    ///
    /// @param set what is counted together
    /// @param frame of the welcome after which it begins
    record Stimulus(String set, Utterance sound, int frame) {}

    /// @param stimulus empty: the welcome is only listened to
    /// @param over run once, on `rtp-hear`
    BargeInTrial(Optional<Stimulus> stimulus, Runnable over) {
        this.stimulus = stimulus;
        this.over = over;
    }

    void speakOn(RtpStream mouth) {
        stream = mouth;
    }

    Optional<Stimulus> stimulus() {
        return stimulus;
    }

    Recording recording() {
        return recording;
    }

    /// When the first voiced packet left; 0: none did.
    long firstVoiced() {
        return firstVoiced;
    }

    @Override
    public void heard(RtpPacket packet, long tick, long nanos) {
        if (packet.payloadType() != 0 && packet.payloadType() != 8) {
            return;
        }
        if (packet.marker() && ++talkspurts == WELCOME) {
            begin = packet.timestampTicks();
        }
        if (talkspurts < WELCOME) {
            return;
        }
        int frame = (int) (packet.timestampTicks() - begin) / FRAME;
        if (frame >= 0 && frame < FRAMES) {
            recording.put(frame, packet.payload(), G711.ofPayloadType(packet.payloadType()), nanos);
        }
        advance(frame);
    }

    private void advance(int frame) {
        RtpStream mouth = stream;
        int end = stimulus.map(s -> s.frame() + s.sound().frames() + TAIL).orElse(FRAMES);
        if (!said && mouth != null && stimulus.isPresent() && frame >= stimulus.get().frame()) {
            said = true;
            mouth.say(stimulus.get().sound());
        }
        if (frame >= Math.min(end, FRAMES) && finished.compareAndSet(false, true)) {
            over.run();
        }
    }

    @Override
    public void sent(SendProgress progress) {
        if (progress instanceof SendProgress.FirstVoiced voiced) {
            firstVoiced = voiced.nanos();
        }
    }
}
