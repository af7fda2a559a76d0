package tandem.agentloop.text;

import java.util.ArrayList;
import java.util.List;
import tandem.callmodel.Language;

/// Cuts a reply that comes in tokens into pieces that can be spoken as soon as they are known: the
/// first at a clause boundary, so that the caller hears something early, the others at the end of a
/// sentence. How the text was split into tokens has no influence on the pieces.
///
/// Pieces are trimmed and never empty; joined by a space they are the text. Confined to its turn's
/// owner.
public final class SentenceStream {

    private final Limits limits;
    private final Boundaries boundaries;
    private final StringBuilder waiting = new StringBuilder();
    private int scanned;
    private boolean first = true;

    /// In characters.
    ///
    /// @param firstMinimum the first piece is at least so long, unless the text is shorter
    /// @param maximum longer sentences are cut at a clause, or between words
    public record Limits(int firstMinimum, int maximum) {

        public Limits {
            if (firstMinimum < 1 || maximum < 40 || firstMinimum > maximum) {
                throw new IllegalArgumentException(
                        "pieces need 1 <= first minimum <= maximum and a maximum of at least 40");
            }
        }

        public static Limits defaults() {
            return new Limits(12, 240);
        }
    }

    public SentenceStream(Language language) {
        this(language, Limits.defaults());
    }

    public SentenceStream(Language language, Limits limits) {
        this.limits = limits;
        this.boundaries = new Boundaries(language);
    }

    /// Takes more of the text in and returns the pieces that are complete now.
    public List<String> accept(String delta) {
        waiting.append(delta);
        return drain(false);
    }

    /// The text is over: returns what is left of it. The stream then begins anew.
    public List<String> finish() {
        List<String> pieces = drain(true);
        emit(waiting.length(), pieces);
        first = true;
        return pieces;
    }

    private List<String> drain(boolean complete) {
        List<String> pieces = new ArrayList<>();
        int end = nextEnd(complete);
        while (end > 0) {
            emit(end, pieces);
            end = nextEnd(complete);
        }
        return pieces;
    }

    private void emit(int end, List<String> pieces) {
        String piece = waiting.substring(0, end).strip();
        waiting.delete(0, end);
        scanned = 0;
        if (!piece.isEmpty()) {
            pieces.add(piece);
            first = false;
        }
    }

    /// The end of the first complete piece; 0 when none is complete.
    private int nextEnd(boolean complete) {
        for (; scanned < waiting.length(); scanned++) {
            if (scanned >= limits.maximum()) {
                return forcedEnd();
            }
            switch (boundaries.after(waiting, scanned, complete)) {
                case Boundaries.Verdict.Undecided _ -> {
                    return waiting.length() > limits.maximum() ? forcedEnd() : 0;
                }
                case Boundaries.Verdict.Clause(int end) -> {
                    if (first && isLongEnough(end)) {
                        return end;
                    }
                }
                case Boundaries.Verdict.Sentence(int end) -> {
                    if (!first || isLongEnough(end)) {
                        return end;
                    }
                }
                case Boundaries.Verdict.None _ -> {}
            }
        }
        return 0;
    }

    private boolean isLongEnough(int end) {
        return waiting.substring(0, end).strip().length() >= limits.firstMinimum();
    }

    /// Where a sentence that is too long is cut: after its last clause, else between words, else
    /// anywhere but inside a surrogate pair.
    private int forcedEnd() {
        int maximum = Math.min(limits.maximum(), waiting.length());
        int space = 0;
        for (int i = maximum - 1; i > maximum / 3; i--) {
            if (boundaries.after(waiting, i, true) instanceof Boundaries.Verdict.Clause(int end)
                    && end <= maximum) {
                return end;
            }
            if (space == 0 && Character.isWhitespace(waiting.charAt(i))) {
                space = i + 1;
            }
        }
        if (space > 0) {
            return space;
        }
        return Character.isHighSurrogate(waiting.charAt(maximum - 1)) ? maximum - 1 : maximum;
    }
}
