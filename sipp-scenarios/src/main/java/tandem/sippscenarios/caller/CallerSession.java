package tandem.sippscenarios.caller;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import tandem.agentloop.Recognizer;
import tandem.callmodel.CallId;
import tandem.callmodel.time.Time;
import tandem.sippscenarios.rtp.RtpEngine;
import tandem.sippscenarios.rtp.RtpPacket;
import tandem.sippscenarios.rtp.RtpStream;
import tandem.sippscenarios.rtp.SendProgress;
import tandem.sippscenarios.rtp.StreamSink;
import tandem.sippscenarios.rtp.Utterance;
import tandem.sippscenarios.sip.CallEvent;
import tandem.sippscenarios.sip.LocalAudio;
import tandem.sippscenarios.sip.SipUri;
import tandem.sippscenarios.sip.UserAgent;

/// One call from dialling to its report.
///
/// All of a call's state is confined to the thread that is in [#run]; the engine, the user agent
/// and the recogniser only put events on its bounded queue (full: dropped and counted, and the
/// report says so).
public final class CallerSession {

    private static final int QUEUE = 8_192;
    private static final long TICK_NANOS = 20_000_000L;

    /// How long the last words are waited for once the call is over.
    private static final long DRAIN_NANOS = 1_500_000_000L;

    /// @param payloads 0 and/or 8, in order of preference
    /// @param longest after which the call is ended, whatever the script wants
    /// @param recording empty: none is kept
    public record Plan(
            SipUri target,
            String from,
            List<Integer> payloads,
            Duration answerWithin,
            Duration longest,
            Optional<Path> recording) {
        public Plan {
            payloads = List.copyOf(payloads);
        }
    }

    private final Plan plan;
    private final Script script;
    private final Map<String, Utterance> lines;
    private final Optional<Recognizer> recognizer;
    private final UserAgent agent;
    private final RtpEngine engine;
    private final CallShow show;
    private final Time time;
    private final BlockingQueue<CallerEvent> events = new ArrayBlockingQueue<>(QUEUE);
    private final LongAdder dropped = new LongAdder();

    /// @param lines every text the script may say, rendered
    /// @param recognizer empty: the caller is deaf
    public CallerSession(
            Plan plan,
            Script script,
            Map<String, Utterance> lines,
            Optional<Recognizer> recognizer,
            UserAgent agent,
            RtpEngine engine,
            CallShow show,
            Time time) {
        this.plan = plan;
        this.script = script;
        this.lines = Map.copyOf(lines);
        this.recognizer = recognizer;
        this.agent = agent;
        this.engine = engine;
        this.show = show;
        this.time = time;
    }

    /// Ends the call as its state allows; any thread.
    public void stop() {
        post(new CallerEvent.Stopped());
    }

    /// Places the call and returns when it is over.
    public CallReport run() throws IOException, InterruptedException {
        try (RtpStream stream = engine.open(agent.local().getAddress(), new Sink())) {
            show.dialling(plan.target().toString());
            LocalAudio audio =
                    new LocalAudio(
                            stream.local().getAddress().getHostAddress(),
                            stream.local().getPort(),
                            plan.payloads());
            UserAgent.Handle handle =
                    agent.call(
                            new UserAgent.Plan(
                                    plan.target(), plan.from(), audio, plan.answerWithin()),
                            event -> post(new CallerEvent.Signalled(event)));
            OnCall call = new OnCall(script, plan.payloads(), lines, stream, handle, show);
            CallReport report =
                    recognizer.isPresent()
                            ? listening(call, stream, recognizer.get())
                            : live(call, stream);
            show.report(report);
            return report;
        }
    }

    private CallReport listening(OnCall call, RtpStream stream, Recognizer from)
            throws IOException, InterruptedException {
        try (Ears ears =
                new Ears(
                        from,
                        CallId.of(UUID.randomUUID()),
                        call.heardAudio(),
                        call.transcript(),
                        event -> post(new CallerEvent.Recognized(event)))) {
            call.hearWith(ears);
            return live(call, stream);
        }
    }

    private CallReport live(OnCall call, RtpStream stream)
            throws IOException, InterruptedException {
        long giveUp = time.nanos() + plan.answerWithin().plus(plan.longest()).toNanos();
        while (call.ending().isEmpty()) {
            step(call);
            if (time.nanos() > giveUp) {
                call.hangUp();
                giveUp = Long.MAX_VALUE;
            }
        }
        CallEvent ending = call.ending().get();
        if (ending instanceof CallEvent.Failed failed) {
            return CallReport.failed(failed.sentence());
        }
        long until = time.nanos() + DRAIN_NANOS;
        while (!call.isPerformed() && time.nanos() < until) {
            step(call);
        }
        if (plan.recording().isPresent()) {
            Wav.writeStereo(plan.recording().get(), call.saidAudio(), call.heardAudio());
        }
        return new CallReport(
                dropped.sum() == 0 ? "" : "the caller could not keep up with its own call",
                call.sinceAnswer(ending.nanos()),
                call.results(),
                call.figures(),
                stream.packetsSent(),
                engine.lateness().milliseconds(0.99));
    }

    /// One event or one tick, whichever is first; then the ears and the script look on.
    private void step(OnCall call) throws InterruptedException {
        CallerEvent event = events.poll(TICK_NANOS, TimeUnit.NANOSECONDS);
        while (event != null) {
            call.on(event);
            event = events.poll();
        }
        call.look(time.nanos());
    }

    private void post(CallerEvent event) {
        if (!events.offer(event)) {
            dropped.increment();
        }
    }

    /// Hands what the engine's threads see to the call's thread.
    private final class Sink implements StreamSink {
        @Override
        public void heard(RtpPacket packet, long tick, long nanos) {
            post(new CallerEvent.PacketHeard(packet, tick, nanos));
        }

        @Override
        public void sent(SendProgress progress) {
            post(new CallerEvent.PacketSent(progress));
        }
    }
}
