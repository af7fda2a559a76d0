package tandem.sippscenarios.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tandem.callmodel.time.Time;
import tandem.sippscenarios.bench.BargeInTrial.Stimulus;
import tandem.sippscenarios.rtp.G711;
import tandem.sippscenarios.rtp.RtpEngine;
import tandem.sippscenarios.rtp.RtpStream;
import tandem.sippscenarios.sip.AudioDescription;
import tandem.sippscenarios.sip.CallEvent;
import tandem.sippscenarios.sip.LocalAudio;
import tandem.sippscenarios.sip.SipUri;
import tandem.sippscenarios.sip.UserAgent;

/// Calls with one sound each, so many at a time. Confined to the main thread; calls end themselves
/// on the threads of the user agent and of RTP.
final class CallBatch {

    private static final List<Integer> PAYLOADS = List.of(0);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final int PATIENCE_SECONDS = 40;
    private static final long BETWEEN_MILLIS = 150;

    private final Workshop workshop;
    private final SipUri server;
    private final Time time;
    private final SplittableRandom random;

    /// What came of a batch.
    ///
    /// @param whole those that were heard to their end
    /// @param latenessMillis of the callers' packets, 99 % of them
    record Outcome(List<BargeInTrial> whole, int failed, double latenessMillis) {}

    CallBatch(Workshop workshop, SipUri server, Time time, SplittableRandom random) {
        this.workshop = workshop;
        this.server = server;
        this.time = time;
        this.random = random;
    }

    /// @param sounds one a call; empty: only listen
    /// @param atOnce calls at a time
    Outcome hold(List<Optional<Stimulus>> sounds, int atOnce)
            throws IOException, BenchException, InterruptedException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (RtpEngine engine = new RtpEngine(time, random.split());
                UserAgent agent = UserAgent.overUdp(loopback, time, random.split())) {
            engine.start();
            agent.start();
            new OwnThreads(workshop).preferAndPin();
            Semaphore lines = new Semaphore(atOnce);
            List<OneCall> calls = new ArrayList<>();
            for (Optional<Stimulus> sound : sounds) {
                if (!lines.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    break;
                }
                OneCall call = new OneCall(sound, lines::release);
                calls.add(call);
                call.place(engine, agent);
                // Waits until the line is free, at most as long as calls shall lie apart.
                call.isOverWithin(BETWEEN_MILLIS);
            }
            for (OneCall call : calls) {
                call.isOverWithin(PATIENCE_SECONDS * 1_000L);
            }
            List<BargeInTrial> whole =
                    calls.stream().filter(OneCall::isWhole).map(call -> call.trial).toList();
            return new Outcome(
                    whole, sounds.size() - whole.size(), engine.lateness().milliseconds(0.99));
        }
    }

    /// One call's life. Its parts are reached from three threads by atomics and a semaphore.
    private final class OneCall {
        private final Runnable free;
        private final BargeInTrial trial;
        private final Semaphore over = new Semaphore(0);
        private final AtomicBoolean heardOut = new AtomicBoolean();
        private final AtomicReference<UserAgent.@Nullable Handle> handle = new AtomicReference<>();

        OneCall(Optional<Stimulus> sound, Runnable free) {
            this.free = free;
            this.trial = new BargeInTrial(sound, this::heardOut);
        }

        void place(RtpEngine engine, UserAgent agent) throws IOException, InterruptedException {
            RtpStream stream = engine.open(agent.local().getAddress(), trial);
            trial.speakOn(stream);
            LocalAudio audio =
                    new LocalAudio(
                            stream.local().getAddress().getHostAddress(),
                            stream.local().getPort(),
                            PAYLOADS);
            handle.set(
                    agent.call(
                            new UserAgent.Plan(server, "sip:bench@127.0.0.1", audio, ANSWER_WITHIN),
                            event -> on(event, stream)));
        }

        private void on(CallEvent event, RtpStream stream) {
            switch (event) {
                case CallEvent.Progressed _, CallEvent.MediaChanged _ -> {}
                case CallEvent.Answered answered -> stream.sendTo(target(answered.media()));
                case CallEvent.Failed _, CallEvent.Ended _ -> {
                    stream.close();
                    free.run();
                    over.release();
                }
            }
        }

        private RtpStream.Target target(AudioDescription media) {
            return new RtpStream.Target(
                    new InetSocketAddress(media.host(), media.port()),
                    G711.PCMU,
                    media.telephoneEvent());
        }

        private void heardOut() {
            heardOut.set(true);
            UserAgent.Handle call = handle.get();
            if (call != null) {
                call.end();
            }
        }

        boolean isWhole() {
            return heardOut.get();
        }

        boolean isOverWithin(long millis) throws InterruptedException {
            boolean ended = over.tryAcquire(millis, TimeUnit.MILLISECONDS);
            if (ended) {
                over.release();
            }
            return ended;
        }
    }
}
