package tandem.agentloop.provider.pocketsphinx;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tandem.agentloop.Expectation;
import tandem.agentloop.Recognizer;
import tandem.agentloop.RecognizerEvent;
import tandem.agentloop.speechspace.Search;
import tandem.agentloop.speechspace.SpeechSpace;
import tandem.callmodel.audio.Frame;
import tandem.callmodel.audio.FrameRing;

/// One caller's stream: finds the utterances in the ring by what the voice detector says.
///
/// The call's owner gives commands through a bounded queue; a command that finds it full is counted
/// and dropped. Everything else belongs to `asr-feeder`, but for the volatile fields: what was
/// learnt of the line is written by the worker's thread that ends an utterance.
final class Ear implements Recognizer.Stream {

    private static final int COMMANDS = 64;

    private final FrameRing ring;
    private final Frame frame;
    private final SpeechSpace space;
    private final Consumer<RecognizerEvent> events;
    private final Feeder feeder;
    private final Queue<Command> commands = new ArrayBlockingQueue<>(COMMANDS);
    private final RecentAudio recent;
    private volatile boolean closed;
    private volatile float[] cepstralMean = {};
    private @Nullable Utterance current;
    private Expectation expectation = new Expectation.Anything();
    private long earliestStart;
    private long droppedBefore;

    private sealed interface Command {
        record Expect(Expectation expectation) implements Command {}

        record Start(long onsetTick) implements Command {}

        record End(long lastVoicedTick) implements Command {}
    }

    Ear(FrameRing ring, SpeechSpace space, Consumer<RecognizerEvent> events, Feeder feeder) {
        this.ring = ring;
        this.frame = ring.newFrame();
        this.space = space;
        this.events = events;
        this.feeder = feeder;
        this.recent = new RecentAudio(ring.rate().hertz());
    }

    @Override
    public void expect(Expectation expectation) {
        give(new Command.Expect(expectation));
    }

    @Override
    public void speechStarted(long onsetTick) {
        give(new Command.Start(onsetTick));
    }

    @Override
    public void speechEnded(long lastVoicedTick) {
        give(new Command.End(lastVoicedTick));
    }

    @Override
    public void close() {
        closed = true;
        feeder.wake();
    }

    boolean closed() {
        return closed;
    }

    float[] cepstralMean() {
        return cepstralMean;
    }

    void learn(float[] mean) {
        cepstralMean = mean;
    }

    void report(RecognizerEvent event) {
        if (!closed) {
            events.accept(event);
        }
    }

    /// The feeder's: moves audio and carries out commands. False when the stream is closed.
    boolean pump() {
        if (closed) {
            Utterance open = current;
            if (open != null) {
                open.audio().complete();
            }
            return false;
        }
        for (Command next = commands.poll(); next != null; next = commands.poll()) {
            carryOut(next);
        }
        drainRing(Long.MAX_VALUE);
        long dropped = ring.dropped();
        feeder.counts().framesDropped(dropped - droppedBefore);
        droppedBefore = dropped;
        return true;
    }

    private void give(Command command) {
        if (commands.offer(command)) {
            feeder.wake();
        } else {
            feeder.counts().commandDropped();
        }
    }

    private void carryOut(Command command) {
        switch (command) {
            case Command.Expect expect -> expectation = expect.expectation();
            case Command.Start start -> start(start.onsetTick());
            case Command.End end -> end(end.lastVoicedTick());
        }
    }

    /// Moves frames that begin before `tick`.
    private void drainRing(long tick) {
        while (recent.endTick() < tick && ring.poll(frame)) {
            short[] samples = frame.samples();
            recent.add(samples, frame.startTick());
            Utterance open = current;
            if (open != null
                    && frame.startTick() >= earliestStart
                    && open.audio().append(samples, 0, samples.length) < samples.length) {
                // Too long: what follows is another utterance.
                feeder.counts().utteranceCut();
                end(frame.startTick());
                start(frame.startTick() + samples.length);
            }
        }
    }

    private void start(long onsetTick) {
        if (current != null) {
            return;
        }
        long wanted = onsetTick - feeder.preRollSamples();
        long from = Math.max(Math.max(wanted, earliestStart), recent.startTick());
        SpokenAudio audio = new SpokenAudio(feeder.longestSamples());
        short[] already = recent.since(from);
        audio.append(already, 0, already.length);
        earliestStart = from;
        Search search = space.searchFor(expectation);
        boolean narrowed = !search.name().equals(space.anything().name());
        Utterance next =
                new Utterance(this, search.name(), narrowed, onsetTick, audio, feeder.nanos());
        current = next;
        feeder.submit(next);
    }

    private void end(long lastVoicedTick) {
        drainRing(lastVoicedTick + feeder.tailSamples());
        Utterance open = current;
        if (open != null) {
            current = null;
            earliestStart = recent.endTick();
            open.end(lastVoicedTick, feeder.nanos());
        }
    }
}
