package tandem.sippscenarios.caller;

import java.util.Optional;
import tandem.sippscenarios.rtp.SpeechMeter;
import tandem.sippscenarios.sip.CallEvent;

/// What a step can do on a call, and see of it. Confined to the call's thread.
interface Stage {

    void say(String text);

    void key(String keys);

    void hangUp();

    /// The agent's speech on the wire.
    SpeechMeter agent();

    Spoken spoken();

    /// What was understood of the agent's speech that ended after `nanos`.
    String heardSince(long nanos);

    /// True while speech waits for its words.
    boolean isUnderstanding();

    /// How the call ended, once it has.
    Optional<CallEvent> ending();

    /// What we said and keyed so far.
    ///
    /// @param waiting utterances and keys that were ordered and are not done
    /// @param firstVoicedNanos of the last utterance that began, 0 when none
    /// @param lastVoicedNanos of the last utterance or key, 0 when none
    record Spoken(int waiting, long firstVoicedNanos, long lastVoicedNanos) {
        static final Spoken NOTHING = new Spoken(0, 0, 0);
    }
}
