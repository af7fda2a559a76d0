package tandem.agentloop.turn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tandem.agentloop.Hypothesis;
import tandem.callmodel.PersonalText;

/// What the caller is saying, or has said since the last turn: one or more stretches of speech with
/// their transcripts. Immutable.
///
/// @param finals one list of readings per final transcript that had words
/// @param partial interim text of what has no final yet
/// @param voiced the caller speaks now
/// @param voicedBefore of the stretches that have ended
/// @param voicedNow of the current or last stretch, as far as it was told
/// @param lastVoiced when the last voiced frame arrived; of a stretch that goes on: its beginning
/// @param lastVoicedAt the same on the leg's clock, once a stretch has ended
record Utterance(
        List<List<Hypothesis>> finals,
        String partial,
        Transcript transcript,
        boolean voiced,
        Duration voicedBefore,
        Duration voicedNow,
        long lastVoiced,
        Duration lastVoicedAt,
        Origin origin) {

    /// Where it came from.
    enum Origin {
        /// Said while nobody else spoke.
        OWN,
        /// Begun while the agent was speaking.
        OVER_AGENT,
        /// Goes on with what a withdrawn turn had begun.
        MERGED
    }

    enum Transcript {
        /// Of the last stretch, or part of it, there is no final yet.
        PENDING,
        COMPLETE,
        /// The recogniser lost it.
        LOST
    }

    Utterance {
        finals = List.copyOf(finals);
    }

    static Utterance begun(long nanos, Origin origin) {
        return new Utterance(
                List.of(),
                "",
                Transcript.PENDING,
                true,
                Duration.ZERO,
                Duration.ZERO,
                nanos,
                Duration.ZERO,
                origin);
    }

    /// Words for which the voice detector saw no speech.
    static Utterance unvoiced(TurnEvent.FinalHeard heard) {
        return new Utterance(
                List.of(heard.hypotheses()),
                "",
                Transcript.COMPLETE,
                false,
                Duration.ZERO,
                Duration.ZERO,
                heard.nanos(),
                heard.endedAt(),
                Origin.OWN);
    }

    /// Takes in what the caller did; `KeyPressed` changes nothing.
    Utterance with(TurnEvent.FromCaller event) {
        return switch (event) {
            case TurnEvent.VoiceStarted(long nanos) -> started(nanos);
            case TurnEvent.VoiceSustained(Duration sum, long _) -> sustained(sum);
            case TurnEvent.VoiceEnded(Duration at, long last, Duration sum, long _) ->
                    ended(at, last, sum);
            case TurnEvent.PartialHeard(String text, long _) -> partial(text);
            case TurnEvent.FinalHeard heard -> finished(heard);
            case TurnEvent.TranscriptLost _ -> transcript(Transcript.LOST);
            case TurnEvent.KeyPressed _ -> this;
        };
    }

    private Utterance started(long nanos) {
        return new Utterance(
                finals,
                partial,
                Transcript.PENDING,
                true,
                voicedBefore.plus(voicedNow),
                Duration.ZERO,
                nanos,
                lastVoicedAt,
                origin);
    }

    private Utterance sustained(Duration sum) {
        return new Utterance(
                finals,
                partial,
                transcript,
                true,
                voicedBefore,
                sum,
                lastVoiced,
                lastVoicedAt,
                origin);
    }

    private Utterance ended(Duration at, long last, Duration sum) {
        return new Utterance(
                finals, partial, transcript, false, voicedBefore, sum, last, at, origin);
    }

    private Utterance partial(String text) {
        return new Utterance(
                finals,
                text,
                transcript,
                voiced,
                voicedBefore,
                voicedNow,
                lastVoiced,
                lastVoicedAt,
                origin);
    }

    private Utterance finished(TurnEvent.FinalHeard heard) {
        List<List<Hypothesis>> all = new ArrayList<>(finals);
        if (!heard.text().isBlank()) {
            all.add(heard.hypotheses());
        }
        boolean complete = !voiced && isEndedBy(heard.endedAt());
        return new Utterance(
                all,
                "",
                complete ? Transcript.COMPLETE : transcript,
                voiced,
                voicedBefore,
                voicedNow,
                lastVoiced,
                lastVoicedAt,
                origin);
    }

    private Utterance transcript(Transcript next) {
        return new Utterance(
                finals,
                partial,
                next,
                voiced,
                voicedBefore,
                voicedNow,
                lastVoiced,
                lastVoicedAt,
                origin);
    }

    /// The same with its interim text taken for final: speech that follows is added to it.
    Utterance sealed() {
        return new Utterance(
                readings(),
                "",
                transcript,
                voiced,
                voicedBefore,
                voicedNow,
                lastVoiced,
                lastVoicedAt,
                origin);
    }

    /// What was said before, followed by this: an utterance of its own no more.
    Utterance following(Utterance earlier) {
        List<List<Hypothesis>> all = new ArrayList<>(earlier.readings());
        all.addAll(finals);
        return new Utterance(
                all,
                partial,
                transcript,
                voiced,
                voicedBefore.plus(earlier.voicedBefore).plus(earlier.voicedNow),
                voicedNow,
                lastVoiced,
                lastVoicedAt,
                Origin.MERGED);
    }

    /// True when a transcript that ended then covers all that was voiced.
    boolean isEndedBy(Duration transcriptEnd) {
        return transcriptEnd.plus(Ground.TRANSCRIPT_SLACK).compareTo(lastVoicedAt) >= 0;
    }

    Duration voicedInAll() {
        return voicedBefore.plus(voicedNow);
    }

    /// Readings of the whole, best first.
    List<Hypothesis> hypotheses() {
        return Readings.joined(readings());
    }

    String text() {
        List<Hypothesis> all = hypotheses();
        return all.isEmpty() ? "" : all.getFirst().text();
    }

    boolean isBlank() {
        return finals.isEmpty() && partial.isBlank();
    }

    private List<List<Hypothesis>> readings() {
        if (partial.isBlank()) {
            return finals;
        }
        List<List<Hypothesis>> all = new ArrayList<>(finals);
        all.add(List.of(new Hypothesis(partial, Hypothesis.Source.OPEN, Readings.INTERIM)));
        return all;
    }

    @Override
    public String toString() {
        return "Utterance["
                + new PersonalText(text())
                + ", "
                + transcript
                + ", voiced "
                + voiced
                + "]";
    }
}
