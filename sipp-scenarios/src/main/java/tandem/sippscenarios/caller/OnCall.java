package tandem.sippscenarios.caller;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.agentloop.RecognizerEvent;
import tandem.sippscenarios.rtp.G711;
import tandem.sippscenarios.rtp.Reception;
import tandem.sippscenarios.rtp.RtpStream;
import tandem.sippscenarios.rtp.SampleTimeline;
import tandem.sippscenarios.rtp.SpeechMeter;
import tandem.sippscenarios.rtp.Utterance;
import tandem.sippscenarios.sip.AudioDescription;
import tandem.sippscenarios.sip.CallEvent;
import tandem.sippscenarios.sip.UserAgent;

/// The state of one call and the stage of its script. Confined to the thread of its session.
final class OnCall implements Stage {

    private final List<Integer> payloads;
    private final Map<String, Utterance> lines;
    private final RtpStream stream;
    private final UserAgent.Handle handle;
    private final CallShow show;
    private final Reception reception = new Reception();
    private final SpeechMeter meter = new SpeechMeter();
    private final Transcript transcript = new Transcript();
    private final SpokenLog spoken;
    private final Performance performance;

    private @Nullable Ears ears;
    private @Nullable CallEvent ending;
    private long answeredNanos;
    private boolean performed;

    OnCall(
            Script script,
            List<Integer> payloads,
            Map<String, Utterance> lines,
            RtpStream stream,
            UserAgent.Handle handle,
            CallShow show) {
        this.payloads = payloads;
        this.lines = lines;
        this.stream = stream;
        this.handle = handle;
        this.show = show;
        this.spoken = new SpokenLog(show, this::sinceAnswer);
        this.performance = new Performance(script, this, show);
    }

    /// Gives the call its ears, before it is answered.
    void hearWith(Ears newEars) {
        ears = newEars;
    }

    Transcript transcript() {
        return transcript;
    }

    SampleTimeline heardAudio() {
        return reception.timeline();
    }

    SampleTimeline saidAudio() {
        return spoken.audio();
    }

    Reception.Figures figures() {
        return reception.figures();
    }

    List<GoalResult> results() {
        return performance.results();
    }

    boolean isAnswered() {
        return answeredNanos != 0;
    }

    boolean isPerformed() {
        return performed;
    }

    /// The ears and the script look on.
    void look(long now) {
        if (ears != null) {
            ears.advance(stream.tickAt(now));
        }
        if (isAnswered() && !performed && performance.look(now)) {
            performed = true;
            handle.end();
        }
    }

    void on(CallerEvent event) {
        switch (event) {
            case CallerEvent.Signalled(CallEvent signal) -> signalled(signal);
            case CallerEvent.PacketHeard heard -> {
                Reception.Placed placed =
                        reception.accept(heard.packet(), heard.tick(), heard.nanos());
                if (placed.samples() > 0) {
                    meter.heard(placed.rms(), heard.nanos());
                }
            }
            case CallerEvent.PacketSent(var progress) -> spoken.on(progress);
            case CallerEvent.Recognized(RecognizerEvent recognized) -> understood(recognized);
            case CallerEvent.Stopped() -> handle.end();
        }
    }

    Duration sinceAnswer(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos - answeredNanos));
    }

    private void signalled(CallEvent event) {
        switch (event) {
            case CallEvent.Progressed(int status, String reason, long _) ->
                    show.progressed(status, reason);
            case CallEvent.Answered(AudioDescription media, Duration setup, long nanos) -> {
                answeredNanos = nanos;
                aim(media);
                show.answered(setup);
            }
            case CallEvent.MediaChanged(AudioDescription media, long nanos) -> {
                aim(media);
                show.note(
                        sinceAnswer(nanos), "the far end changed the media: " + media.direction());
            }
            case CallEvent.Failed failed -> ending = failed;
            case CallEvent.Ended ended -> {
                ending = ended;
                stream.sendTo(null);
                show.ended(sinceAnswer(ended.nanos()), ended.sentence());
            }
        }
    }

    /// Sends where the far end wants it, or nothing while it holds us.
    private void aim(AudioDescription media) {
        boolean wanted =
                media.port() > 0
                        && !media.host().equals("0.0.0.0")
                        && !media.direction().equals("sendonly")
                        && !media.direction().equals("inactive");
        Optional<Integer> codec = media.firstOf(payloads);
        stream.sendTo(
                wanted && codec.isPresent()
                        ? new RtpStream.Target(
                                new InetSocketAddress(media.host(), media.port()),
                                G711.ofPayloadType(codec.get()),
                                media.telephoneEvent())
                        : null);
    }

    private void understood(RecognizerEvent event) {
        switch (event) {
            case RecognizerEvent.Partial _ -> {}
            case RecognizerEvent.Final words -> {
                String text = Hearing.text(words.hypotheses());
                transcript.understood(
                        new Transcript.Line(words.startTick(), words.endTick(), text));
                if (!text.isBlank()) {
                    show.heard(sinceAnswer(stream.nanosAt(words.startTick())), text);
                }
            }
            case RecognizerEvent.Failed(String reason, boolean _) -> {
                transcript.missed();
                show.note(Duration.ZERO, "the caller's ears failed: " + reason);
            }
        }
    }

    @Override
    public void say(String text) {
        Utterance utterance = lines.get(text);
        if (utterance == null) {
            throw new IllegalStateException("a line was not rendered");
        }
        spoken.ordered(1);
        stream.say(utterance);
    }

    @Override
    public void key(String keys) {
        spoken.ordered(keys.length());
        keys.chars().forEach(key -> stream.press((char) key));
    }

    @Override
    public void hangUp() {
        handle.end();
    }

    @Override
    public SpeechMeter agent() {
        return meter;
    }

    @Override
    public Spoken spoken() {
        return spoken.state();
    }

    @Override
    public String heardSince(long nanos) {
        return transcript.since(stream.tickAt(nanos));
    }

    @Override
    public boolean isUnderstanding() {
        return transcript.isPending() || (ears != null && ears.isHearing());
    }

    @Override
    public Optional<CallEvent> ending() {
        return Optional.ofNullable(ending);
    }
}
