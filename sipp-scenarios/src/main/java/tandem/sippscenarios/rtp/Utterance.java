package tandem.sippscenarios.rtp;

/// Something to be said, at 8 kHz. Immutable; the samples are not to be changed.
///
/// @param text for the record; may be empty
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Utterance(String text, short[] samples) {

    /// Root mean square from which 20 ms of clean synthetic speech count as voiced: -46 dB below
    /// full scale.
    private static final double VOICED_LEVEL = 160;

    public Utterance {
        if (samples.length == 0) {
            throw new IllegalArgumentException("an utterance has at least one sample");
        }
    }

    public int frames() {
        return (samples.length + RtpEngine.FRAME - 1) / RtpEngine.FRAME;
    }

    public int firstVoicedFrame() {
        for (int frame = 0; frame < frames(); frame++) {
            if (isVoiced(frame)) {
                return frame;
            }
        }
        return 0;
    }

    public int lastVoicedFrame() {
        for (int frame = frames() - 1; frame > 0; frame--) {
            if (isVoiced(frame)) {
                return frame;
            }
        }
        return frames() - 1;
    }

    private boolean isVoiced(int frame) {
        int start = frame * RtpEngine.FRAME;
        int end = Math.min(samples.length, start + RtpEngine.FRAME);
        return Loudness.rms(samples, start, end) >= VOICED_LEVEL;
    }
}
