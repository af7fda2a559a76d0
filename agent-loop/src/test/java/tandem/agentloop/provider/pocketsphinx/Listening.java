package tandem.agentloop.provider.pocketsphinx;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tandem.agentloop.Expectation;
import tandem.agentloop.Recognizer;
import tandem.agentloop.RecognizerEvent;
import tandem.callmodel.CallId;
import tandem.callmodel.Language;
import tandem.callmodel.audio.FrameRing;
import tandem.callmodel.audio.SampleRate;

/// One call's line into a recogniser: plays audio into the ring as fast as it is read and says
/// where speech begins and ends, as a voice detector would.
final class Listening implements AutoCloseable {

    private static final int FRAME = 160;

    final List<String> partials = new CopyOnWriteArrayList<>();
    final LinkedBlockingQueue<RecognizerEvent> finals = new LinkedBlockingQueue<>();
    private final FrameRing ring = new FrameRing(SampleRate.TELEPHONE, FRAME, 4_096);
    private final Recognizer.Stream stream;
    private long tick;

    Listening(Recognizer recognizer, String flow) {
        stream = recognizer.open(request(flow), ring, this::on);
    }

    static Recognizer.Request request(String flow) {
        return new Recognizer.Request(CallId.of(UUID.randomUUID()), Language.ENGLISH, flow);
    }

    private void on(RecognizerEvent event) {
        switch (event) {
            case RecognizerEvent.Partial partial -> partials.add(partial.text());
            case RecognizerEvent.Final _, RecognizerEvent.Failed _ -> finals.add(event);
        }
    }

    void expect(Expectation expectation) {
        stream.expect(expectation);
    }

    /// Begins an utterance and plays all of `audio` but ends nothing.
    long begin(short[] audio) {
        long onset = tick + FliteVoice.LEAD;
        offer(audio, 0, FliteVoice.LEAD);
        stream.speechStarted(onset);
        offer(audio, FliteVoice.LEAD, audio.length);
        return onset;
    }

    void end() {
        stream.speechEnded(tick - FliteVoice.TRAIL);
    }

    RecognizerEvent.Final hear(short[] audio) throws InterruptedException {
        begin(audio);
        end();
        return await();
    }

    RecognizerEvent.Final await() throws InterruptedException {
        RecognizerEvent event = finals.poll(60, TimeUnit.SECONDS);
        if (event instanceof RecognizerEvent.Final heard) {
            return heard;
        }
        throw new AssertionError("no final but " + event);
    }

    private void offer(short[] audio, int from, int to) {
        for (int at = from; at + FRAME <= to; at += FRAME) {
            ring.offer(audio, at, tick, false);
            tick += FRAME;
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
