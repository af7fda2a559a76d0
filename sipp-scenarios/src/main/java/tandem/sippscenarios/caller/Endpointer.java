package tandem.sippscenarios.caller;

import tandem.sippscenarios.rtp.Loudness;

/// Finds utterances in the far end's audio by loudness alone; it plays clean synthetic speech.
/// Confined to the call's thread.
final class Endpointer {

    private static final double LEAST_LEVEL = 100;
    private static final int FRAME = 160;

    /// Loud frames that begin an utterance.
    private static final int ONSET_FRAMES = 2;

    /// Quiet frames that end it: longer than the stops within words, shorter than the pauses
    /// between sentences, for a recogniser is surest of one sentence at a time.
    private static final int HANGOVER_FRAMES = 12;

    /// What a frame meant. Ticks are samples on the call's clock.
    sealed interface Mark {
        record None() implements Mark {}

        record Started(long onsetTick) implements Mark {}

        record Ended(long onsetTick, long lastVoicedTick) implements Mark {}
    }

    private int loud;
    private int quiet;
    private long onset;
    private long lastVoiced;
    private boolean speaking;

    boolean isSpeaking() {
        return speaking;
    }

    Mark frame(long tick, short[] samples) {
        boolean voiced = Loudness.rms(samples, 0, samples.length) >= LEAST_LEVEL;
        if (voiced) {
            loud++;
            quiet = 0;
            lastVoiced = tick + samples.length;
        } else {
            quiet++;
            loud = speaking ? loud : 0;
        }
        if (!speaking && loud >= ONSET_FRAMES) {
            speaking = true;
            onset = tick - (long) (ONSET_FRAMES - 1) * FRAME;
            return new Mark.Started(onset);
        }
        if (speaking && quiet >= HANGOVER_FRAMES) {
            speaking = false;
            loud = 0;
            return new Mark.Ended(onset, lastVoiced);
        }
        return new Mark.None();
    }
}
