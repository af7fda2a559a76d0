package tandem.agentloop.voice;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tandem.agentloop.turn.TurnEffect;

/// Where a turn's time goes, from the caller's last voiced packet to the agent's first.
///
/// Confined to the call's thread.
final class TurnClock {

    private final TurnEffect.Waited waited;
    private Optional<Long> modelBegan = Optional.empty();
    private Optional<Long> piece = Optional.empty();
    private Optional<Long> speech = Optional.empty();
    private long toolsSince;
    private long tools;
    private boolean filler;

    TurnClock(TurnEffect.Waited waited) {
        this.waited = waited;
    }

    void modelBegan(long nanos) {
        if (modelBegan.isEmpty()) {
            modelBegan = Optional.of(nanos);
        }
    }

    void piece(long nanos) {
        if (piece.isEmpty()) {
            piece = Optional.of(nanos);
        }
    }

    /// A line of ours comes before the model's words.
    void filler() {
        filler |= piece.isEmpty();
    }

    void speech(long nanos) {
        if (speech.isEmpty()) {
            speech = Optional.of(nanos);
        }
    }

    void toolsBegan(long nanos) {
        toolsSince = nanos;
    }

    void toolsEnded(long nanos) {
        if (modelBegan.isEmpty()) {
            tools += nanos - toolsSince;
        }
    }

    /// Milliseconds by stage; the stages add up to `total`.
    Map<String, Double> stages(long sounded) {
        Map<String, Double> stages = new LinkedHashMap<>();
        stages.put("end_of_turn", millis(waited.due() - waited.lastVoiced()));
        stages.put("recognizer", millis(waited.committed() - waited.due()));
        long audio = speech.orElse(sounded);
        if (filler || piece.isEmpty()) {
            stages.put("filler", millis(audio - waited.committed()));
        } else {
            long first = Math.min(modelBegan.orElse(piece.get()), piece.get());
            stages.put("tools", millis(tools));
            stages.put("model", millis(first - waited.committed() - tools));
            stages.put("sentence", millis(piece.get() - first));
            stages.put("synthesis", millis(audio - piece.get()));
        }
        stages.put("wire", millis(sounded - audio));
        stages.put("total", millis(sounded - waited.lastVoiced()));
        return stages;
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
