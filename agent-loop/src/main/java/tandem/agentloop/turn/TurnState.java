package tandem.agentloop.turn;

import java.util.Locale;
import java.util.OptionalLong;
import tandem.callmodel.Language;

/// Who holds the floor. Immutable; `on` decides and does nothing else.
public sealed interface TurnState
        permits Idle,
                Reciting,
                Listening,
                CallerSpeaking,
                AwaitingEnd,
                Keying,
                Thinking,
                Speaking,
                Ducked,
                Held,
                OnHold,
                Closing,
                HandOverPending,
                Finished {

    /// Before the call was answered.
    static TurnState initial(TurnSettings settings, Language language) {
        return new Idle(Ground.of(Rules.of(settings, language)));
    }

    Step on(TurnEvent event);

    Ground ground();

    /// When [TurnEvent.TimeUp] is wanted; at most one alarm at a time.
    default OptionalLong deadline() {
        return OptionalLong.empty();
    }

    /// For logs and metrics, as in `caller_speaking`.
    default String label() {
        return getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])([A-Z])", "_$1")
                .toLowerCase(Locale.ROOT);
    }
}
