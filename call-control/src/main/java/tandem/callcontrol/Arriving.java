package tandem.callcontrol;

import java.util.OptionalLong;

/// Admitted; a port for its media is being opened.
record Arriving(CallSettings settings, NegotiatedMedia media) implements CallState {

    @Override
    public Step on(CallEvent event, long nanos) {
        return switch (event) {
            case CallEvent.Began _ -> Step.to(this, new CallEffect.OpenMedia());
            case CallEvent.MediaOpened _ ->
                    Step.to(
                            new Ringing(
                                    settings,
                                    media,
                                    nanos + settings.ringTime().toNanos(),
                                    nanos + settings.setupTimeout().toNanos()),
                            new CallEffect.Ring(),
                            new CallEffect.JoinAgent());
            case CallEvent.MediaRefused(String rule, String sentence) ->
                    Over.refusing(
                            EndCause.Kind.SETUP_FAILED,
                            Refusal.later(rule, sentence, settings.retryAfter()));
            case CallEvent.Ending ending -> Over.unanswered(settings, ending);
            case CallEvent.Acknowledged _,
                    CallEvent.Reinvited _,
                    CallEvent.FromCaller _,
                    CallEvent.FromAgent _,
                    CallEvent.AlarmRang _ ->
                    Step.to(this);
        };
    }

    @Override
    public OptionalLong alarm() {
        return OptionalLong.empty();
    }
}
