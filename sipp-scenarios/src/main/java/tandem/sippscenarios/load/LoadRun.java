package tandem.sippscenarios.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tandem.callmodel.time.Time;
import tandem.sippscenarios.rtp.G711;
import tandem.sippscenarios.rtp.RtpEngine;
import tandem.sippscenarios.rtp.RtpStream;
import tandem.sippscenarios.rtp.Utterance;
import tandem.sippscenarios.sip.AudioDescription;
import tandem.sippscenarios.sip.CallEvent;
import tandem.sippscenarios.sip.LocalAudio;
import tandem.sippscenarios.sip.SipUri;
import tandem.sippscenarios.sip.UserAgent;

/// Places the calls of a plan at their times and counts what becomes of them.
///
/// Confined to the thread in [#run]; the user agent puts its events on a bounded queue (full: the
/// agent's thread waits, which slows the load down rather than losing count).
final class LoadRun {

    private static final int QUEUE = 65_536;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Integer> PAYLOADS = List.of(0, 8);

    private record Due(long nanos, Runnable action) {}

    private final SipUri target;
    private final LoadPlan plan;
    private final UserAgent agent;
    private final RtpEngine engine;
    private final Time time;
    private final Utterance speech = Babble.seconds(2.4);
    private final BlockingQueue<Runnable> events = new ArrayBlockingQueue<>(QUEUE);
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::nanos));
    private final Tally tally = new Tally();
    private int running;

    /// What is counted. Confined to the load's thread.
    private static final class Tally {
        private final TreeMap<String, Integer> outcomes = new TreeMap<>();
        private final List<Double> setups = new ArrayList<>();
        private int over;
        private int unplanned;
        private long sent;
        private long received;
        private long lost;
        private double longestGap;
    }

    LoadRun(SipUri target, LoadPlan plan, UserAgent agent, RtpEngine engine, Time time) {
        this.target = target;
        this.plan = plan;
        this.agent = agent;
        this.engine = engine;
        this.time = time;
    }

    /// Returns when every call is over, or a minute after the last should have been.
    ///
    /// @param progress told every second: calls begun, running, over
    LoadResult run(Consumer<String> progress) throws InterruptedException {
        long began = time.nanos();
        long last = began;
        for (LoadPlan.PlannedCall call : plan.calls()) {
            long at = began + call.startsAt().toNanos();
            due.add(new Due(at, () -> place(call)));
            last = Math.max(last, at + call.length().toNanos());
        }
        long giveUp = last + PATIENCE.toNanos();
        long nextWord = began;
        while (tally.over < plan.calls().size() && time.nanos() < giveUp) {
            if (time.nanos() >= nextWord) {
                progress.accept(
                        running
                                + " running, "
                                + tally.over
                                + " of "
                                + plan.calls().size()
                                + " over");
                nextWord += 1_000_000_000L;
            }
            step();
        }
        return result();
    }

    private void step() throws InterruptedException {
        Due next = due.peek();
        long now = time.nanos();
        if (next != null && next.nanos() <= now) {
            due.poll();
            next.action().run();
            return;
        }
        long wait = Math.min(next == null ? Long.MAX_VALUE : next.nanos() - now, 200_000_000L);
        Runnable event = events.poll(wait, TimeUnit.NANOSECONDS);
        if (event != null) {
            event.run();
        }
    }

    private void place(LoadPlan.PlannedCall planned) {
        LightCall call = new LightCall(planned);
        running++;
        try {
            RtpStream stream = engine.open(agent.local().getAddress(), call);
            call.stream = stream;
            LocalAudio audio =
                    new LocalAudio(
                            stream.local().getAddress().getHostAddress(),
                            stream.local().getPort(),
                            PAYLOADS);
            String from = "sip:load@" + agent.local().getAddress().getHostAddress();
            UserAgent.Handle handle =
                    agent.call(
                            new UserAgent.Plan(target, from, audio, ANSWER_WITHIN),
                            event -> post(() -> on(call, event)));
            call.handle = handle;
            if (planned.pattern() == CallPattern.CANCEL) {
                due.add(new Due(time.nanos() + planned.length().toNanos(), handle::end));
            }
        } catch (IOException full) {
            over(call, "no port for RTP", true);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void post(Runnable event) {
        try {
            events.put(event);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void on(LightCall call, CallEvent event) {
        switch (event) {
            case CallEvent.Progressed _, CallEvent.MediaChanged _ -> {}
            case CallEvent.Answered answered -> answered(call, answered);
            case CallEvent.Failed failed -> failed(call, failed);
            case CallEvent.Ended ended ->
                    over(
                            call,
                            switch (ended.by()) {
                                case US -> "talked";
                                case FAR_END -> "ended by the far end";
                                case FAULT -> "fault: " + ended.sentence();
                            },
                            ended.by() == CallEvent.By.FAULT);
        }
    }

    private void answered(LightCall call, CallEvent.Answered answered) {
        call.answered = true;
        tally.setups.add(answered.setup().toNanos() / 1e6);
        RtpStream stream = call.stream;
        UserAgent.Handle handle = call.handle;
        if (stream == null || handle == null || call.plan().pattern() == CallPattern.CANCEL) {
            return;
        }
        if (call.plan().pattern() != CallPattern.MUTE) {
            aim(stream, answered.media());
        }
        switch (call.plan().pattern()) {
            case TALK -> talk(call, stream);
            case KEYS -> call.plan().keys().chars().forEach(key -> stream.press((char) key));
            case SILENT, MUTE, BRIEF, CANCEL -> {}
        }
        due.add(new Due(time.nanos() + call.plan().length().toNanos(), handle::end));
    }

    private void aim(RtpStream stream, AudioDescription media) {
        media.firstOf(PAYLOADS)
                .ifPresent(codec ->
                        stream.sendTo(
                                new RtpStream.Target(
                                        new InetSocketAddress(media.host(), media.port()),
                                        G711.ofPayloadType(codec),
                                        media.telephoneEvent())));
    }

    /// Talks for 2.4 s of every six, as a caller in a conversation does.
    private void talk(LightCall call, RtpStream stream) {
        if (call.stream == null) {
            return;
        }
        stream.say(speech);
        due.add(new Due(time.nanos() + 6_000_000_000L, () -> talk(call, stream)));
    }

    private void failed(LightCall call, CallEvent.Failed failed) {
        switch (failed.failure()) {
            case CANCELLED -> over(call, "cancelled", false);
            case REFUSED -> over(call, "refused " + failed.status(), true);
            case NOBODY_ANSWERED -> over(call, "nobody answered", true);
            case UNREACHABLE -> over(call, "no answer of any kind", true);
            case NO_COMMON_MEDIA -> over(call, "no common media", true);
        }
    }

    private void over(LightCall call, String outcome, boolean unplanned) {
        running--;
        tally.over++;
        tally.unplanned += unplanned ? 1 : 0;
        tally.outcomes.merge(outcome, 1, Integer::sum);
        tally.received += call.received();
        tally.lost += call.lost();
        tally.longestGap = Math.max(tally.longestGap, call.longestGapMillis());
        RtpStream stream = call.stream;
        if (stream != null) {
            tally.sent += stream.packetsSent();
            stream.close();
            call.stream = null;
        }
    }

    private LoadResult result() {
        int stuck = plan.calls().size() - tally.over;
        if (stuck > 0) {
            tally.outcomes.put("never over", stuck);
        }
        double[] setups = tally.setups.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new LoadResult(
                plan.calls().size(),
                tally.outcomes,
                tally.unplanned + stuck,
                new LoadResult.Setup(at(setups, 0.5), at(setups, 0.99), at(setups, 1)),
                tally.sent,
                tally.received,
                tally.lost,
                tally.longestGap,
                engine.lateness().milliseconds(0.99));
    }

    private static double at(double[] sorted, double share) {
        if (sorted.length == 0) {
            return 0;
        }
        return sorted[Math.clamp((int) Math.ceil(sorted.length * share) - 1, 0, sorted.length - 1)];
    }
}
