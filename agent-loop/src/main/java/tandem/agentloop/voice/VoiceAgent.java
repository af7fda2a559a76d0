package tandem.agentloop.voice;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import tandem.agentloop.Agent;
import tandem.agentloop.Conversation;
import tandem.agentloop.LanguageModel;
import tandem.agentloop.Recognizer;
import tandem.agentloop.Synthesizer;
import tandem.agentloop.Tool;
import tandem.agentloop.flow.Flow;
import tandem.agentloop.text.SpeechNormalizer;
import tandem.agentloop.turn.TurnSettings;
import tandem.callmodel.Language;
import tandem.callmodel.time.Time;

/// Takes calls on for one flow. Thread-safe: all it holds is immutable or thread-safe; every
/// conversation is its own.
public final class VoiceAgent implements Agent {

    private final Equipment equipment;

    /// What every conversation of this agent uses.
    record Equipment(
            Flow flow,
            Recognizer recognizer,
            LanguageModel model,
            Map<String, List<Synthesizer>> synthesizers,
            List<Tool> tools,
            SpeechNormalizer normalizer,
            TurnSettings settings,
            Time time,
            Meters meters,
            LiveWork live,
            Forks forks) {

        Language language() {
            return flow.languages().getFirst();
        }

        List<Synthesizer> voicesOf(Language language) {
            return synthesizers.getOrDefault(language.primary(), List.of());
        }
    }

    /// @param synthesizers by primary language subtag, in order of preference: one that fails is
    ///   followed by the next; there must be one for the flow's first language
    public VoiceAgent(
            Flow flow,
            Recognizer recognizer,
            LanguageModel model,
            Map<String, List<Synthesizer>> synthesizers,
            List<Tool> tools,
            TurnSettings settings,
            Time time,
            MeterRegistry meters) {
        this(
                flow,
                recognizer,
                model,
                synthesizers,
                tools,
                settings,
                time,
                meters,
                Forks.virtualThreads());
    }

    /// @param forks starts what may wait
    public VoiceAgent(
            Flow flow,
            Recognizer recognizer,
            LanguageModel model,
            Map<String, List<Synthesizer>> synthesizers,
            List<Tool> tools,
            TurnSettings settings,
            Time time,
            MeterRegistry meters,
            Forks forks) {
        Language language = flow.languages().getFirst();
        if (synthesizers.getOrDefault(language.primary(), List.of()).isEmpty()) {
            throw new IllegalArgumentException("there is no synthesiser for " + language);
        }
        this.equipment =
                new Equipment(
                        flow,
                        recognizer,
                        model,
                        Map.copyOf(synthesizers),
                        List.copyOf(tools),
                        new SpeechNormalizer(language, flow.pronunciation()),
                        settings,
                        time,
                        new Meters(meters),
                        new LiveWork(time, meters),
                        forks);
    }

    @Override
    public Conversation join(Seat seat) {
        return new VoiceConversation(equipment, seat);
    }
}
