package tandem.agentloop.voice;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import tandem.agentloop.Agent;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.ConversationFact;
import tandem.agentloop.Hypothesis;
import tandem.agentloop.LanguageModel;
import tandem.agentloop.RecognizerEvent;
import tandem.agentloop.Synthesizer;
import tandem.agentloop.Tool;
import tandem.agentloop.flow.Flow;
import tandem.agentloop.turn.TurnSettings;
import tandem.callmodel.CallId;
import tandem.callmodel.DtmfDigit;
import tandem.callmodel.TurnId;
import tandem.callmodel.audio.FrameRing;
import tandem.callmodel.audio.SampleRate;
import tandem.callmodel.audio.VoiceActivity;
import tandem.callmodel.time.ManualTime;

/// A call on manual time: what the caller does is written down with its times in seconds from the
/// answer, [#runTo] lets the time pass, and what came of it is read off the facts and packets.
///
/// The disclosure takes from 0.06 to 1.06 s ("This is a machine."), the welcome follows ("How can I
/// help?", 1 s) at about 1.2 s unless the script says otherwise.
final class CallScript {

    static final CallId CALL = new CallId("c1");
    private static final int TICKS = 8;
    private static final double HANGOVER = 0.2;

    final ManualTime time = new ManualTime();
    final Lockstep forks = new Lockstep(time);
    final ScriptedModel model = new ScriptedModel(forks);
    final ScriptedRecognizer recognizer = new ScriptedRecognizer();
    final ScriptedSynthesizer voice = new ScriptedSynthesizer("first", forks, true);
    final ScriptedSynthesizer spare = new ScriptedSynthesizer("spare", forks, true);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ManualPlayout playout;
    final List<Timed> facts = new ArrayList<>();

    private final Deque<ConversationEvent> mailbox = new ArrayDeque<>();
    private final PriorityQueue<Planned> plan =
            new PriorityQueue<>(
                    Comparator.comparingLong(Planned::nanos).thenComparingInt(Planned::order));
    private final List<Tool> tools = new ArrayList<>();
    private LanguageModel brain = model;
    private List<Synthesizer> voices = List.of(voice, spare);
    private TurnSettings settings = TurnSettings.defaults();
    private String disclosure = "This is a machine.";
    private VoiceConversation conversation;
    private int planned;

    record Timed(double at, ConversationFact fact) {}

    private record Planned(long nanos, int order, Runnable action) {}

    CallScript() {
        playout = new ManualPlayout(time, forks, mailbox::add);
        model.when("<arrived>", (request, out) -> out.pause(20).says("How can I help?").done());
    }

    CallScript with(TurnSettings other) {
        settings = other;
        return this;
    }

    CallScript with(Tool tool) {
        tools.add(tool);
        return this;
    }

    CallScript thinkingWith(LanguageModel other) {
        brain = other;
        return this;
    }

    CallScript speakingWith(Synthesizer... others) {
        voices = List.of(others);
        return this;
    }

    CallScript disclosing(String text) {
        disclosure = text;
        return this;
    }

    // What the caller does.

    /// Speaks these words at an even pace, with partials and, 100 ms after the voice detector's
    /// end, a final transcript.
    CallScript callerSays(double from, double to, String text) {
        voices(from, to);
        partials(from, to, text);
        hears(to + HANGOVER + 0.1, text, to);
        return this;
    }

    /// The same without a final transcript, or with one that comes later: see [#hears].
    CallScript callerSaysInterim(double from, double to, String text) {
        voices(from, to);
        partials(from, to, text);
        return this;
    }

    /// Voice without words.
    CallScript callerCoughs(double from, double to) {
        voices(from, to);
        hears(to + HANGOVER + 0.1, "", to);
        return this;
    }

    /// A final transcript at `at` of speech that ended at `end`; empty: no words were found.
    CallScript hears(double at, String text, double end) {
        return at(
                at,
                () ->
                        recognizer.hears(
                                new RecognizerEvent.Final(
                                        text.isEmpty()
                                                ? List.of()
                                                : List.of(
                                                        new Hypothesis(
                                                                text, Hypothesis.Source.OPEN, 0.9)),
                                        0,
                                        tick(end))));
    }

    /// One key every 200 ms.
    CallScript presses(double from, String keys) {
        for (int i = 0; i < keys.length(); i++) {
            DtmfDigit key = DtmfDigit.ofSymbol(keys.charAt(i)).orElseThrow();
            at(
                    from + 0.2 * i,
                    () -> mailbox.add(new ConversationEvent.KeyPressed(key, time.nanos())));
        }
        return this;
    }

    CallScript remoteHolds(double from, double to) {
        at(from, () -> mailbox.add(new ConversationEvent.RemoteHeld(true)));
        return at(to, () -> mailbox.add(new ConversationEvent.RemoteHeld(false)));
    }

    CallScript at(double seconds, Runnable action) {
        plan.add(new Planned(nanos(seconds), planned++, action));
        return this;
    }

    CallScript voices(double from, double to) {
        double onset = from + 0.04;
        voiced(onset, () -> new VoiceActivity.Started(tick(from), time.nanos()));
        for (Duration threshold : settings.sustained()) {
            double reached = from + threshold.toMillis() / 1_000.0;
            if (reached <= to + 1e-9) {
                voiced(
                        Math.max(onset, reached),
                        () -> new VoiceActivity.Sustained(threshold, time.nanos()));
            }
        }
        voiced(
                to + HANGOVER,
                () ->
                        new VoiceActivity.Ended(
                                tick(to), nanos(to), ofSeconds(to - from), time.nanos()));
        return this;
    }

    private void voiced(double at, java.util.function.Supplier<VoiceActivity> activity) {
        at(at, () -> mailbox.add(new ConversationEvent.Voiced(activity.get())));
    }

    private void partials(double from, double to, String text) {
        String[] words = text.split(" ");
        for (int i = 1; i <= words.length; i++) {
            String heard = String.join(" ", List.of(words).subList(0, i));
            at(
                    from + (to - from) * i / words.length + 0.05,
                    () -> recognizer.hears(new RecognizerEvent.Partial(heard)));
        }
    }

    // Time.

    CallScript start() {
        Flow flow = Flows.withDisclosure(disclosure);
        VoiceAgent agent =
                new VoiceAgent(
                        flow,
                        recognizer,
                        brain,
                        Map.of("en", voices),
                        tools,
                        settings,
                        time,
                        meters,
                        forks);
        FrameRing heard = new FrameRing(SampleRate.TELEPHONE, 160, 64);
        conversation =
                (VoiceConversation)
                        agent.join(
                                new Agent.Seat(
                                        CALL,
                                        playout,
                                        heard,
                                        mailbox::add,
                                        fact -> facts.add(new Timed(seconds(), fact))));
        conversation.start();
        at(0, this::tick);
        return this;
    }

    private void tick() {
        playout.tick();
        at(seconds() + 0.02, this::tick);
    }

    /// Lets the time pass to `seconds` after the answer.
    CallScript runTo(double seconds) {
        if (conversation == null) {
            start();
        }
        long until = nanos(seconds);
        while (true) {
            settle();
            long next = next();
            if (next > until) {
                time.advance(Duration.ofNanos(until - time.nanos()));
                return this;
            }
            time.advance(Duration.ofNanos(Math.max(0, next - time.nanos())));
            Planned due = plan.peek();
            if (due != null && due.nanos() <= time.nanos()) {
                plan.remove();
                due.action().run();
            }
        }
    }

    /// Everything that can happen without time passing.
    private void settle() {
        boolean busy = true;
        while (busy) {
            busy = false;
            while (!mailbox.isEmpty()) {
                conversation.on(mailbox.removeFirst());
                busy = true;
            }
            OptionalLong alarm = conversation.nextAlarm();
            if (alarm.isPresent() && alarm.getAsLong() <= time.nanos()) {
                conversation.wake();
                busy = true;
            }
            busy |= forks.runReady();
        }
    }

    private long next() {
        long next = plan.isEmpty() ? Long.MAX_VALUE : plan.peek().nanos();
        next = Math.min(next, conversation.nextAlarm().orElse(Long.MAX_VALUE));
        return Math.min(next, forks.nextWake().orElse(Long.MAX_VALUE));
    }

    // What came of it.

    void post(ConversationEvent event) {
        mailbox.add(event);
    }

    VoiceConversation conversation() {
        return conversation;
    }

    String state() {
        return conversation.state().label();
    }

    <F extends ConversationFact> List<F> facts(Class<F> kind) {
        return facts.stream().map(Timed::fact).filter(kind::isInstance).map(kind::cast).toList();
    }

    <F extends ConversationFact> Timed first(Class<F> kind) {
        return facts.stream().filter(f -> kind.isInstance(f.fact())).findFirst().orElseThrow();
    }

    /// What the agent was heard to say, turn by turn; `-` at the end of a turn that was cut.
    List<String> agentSaid() {
        return facts(ConversationFact.AgentTurn.class).stream()
                .filter(turn -> !turn.text().isBlank())
                .map(turn -> turn.text().reveal() + (turn.interrupted() ? " -" : ""))
                .toList();
    }

    List<String> callerSaid() {
        return facts(ConversationFact.CallerTurn.class).stream()
                .map(turn -> turn.how() + ": " + turn.text().reveal())
                .toList();
    }

    List<String> bargeIns() {
        return facts(ConversationFact.BargedIn.class).stream()
                .map(ConversationFact.BargedIn::outcome)
                .toList();
    }

    /// When the last packet with speech left before `seconds`.
    double lastPacketBefore(double seconds) {
        return playout.packets().stream()
                .mapToDouble(packet -> packet.nanos() / 1e9)
                .filter(at -> at < seconds)
                .max()
                .orElseThrow();
    }

    /// When the first packet with speech left at or after `seconds`.
    double firstPacketFrom(double seconds) {
        return playout.packets().stream()
                .mapToDouble(packet -> packet.nanos() / 1e9)
                .filter(at -> at >= seconds)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    Optional<TurnId> turn() {
        return conversation.reply().map(Reply::turn);
    }

    double seconds() {
        return time.nanos() / 1e9;
    }

    static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }

    private static Duration ofSeconds(double seconds) {
        return Duration.ofNanos(nanos(seconds));
    }

    private static long tick(double seconds) {
        return Math.round(seconds * TICKS * 1_000);
    }
}
