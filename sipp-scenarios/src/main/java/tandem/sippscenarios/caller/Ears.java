package tandem.sippscenarios.caller;

import tandem.agentloop.Recognizer;
import tandem.callmodel.CallId;
import tandem.callmodel.Language;
import tandem.callmodel.audio.FrameRing;
import tandem.callmodel.audio.SampleRate;
import tandem.sippscenarios.rtp.RtpEngine;
import tandem.sippscenarios.rtp.SampleTimeline;

/// Hears the agent: cuts its audio into utterances and has them recognised. Runs a little behind
/// the wire, so that late packets still find their place.
///
/// Confined to the call's thread.
final class Ears implements AutoCloseable {

    /// How far behind the wire the ears listen, in samples: 80 ms.
    private static final int DELAY_TICKS = 640;

    private static final int RING_FRAMES = 512;

    private final SampleTimeline timeline;
    private final Transcript transcript;
    private final FrameRing ring =
            new FrameRing(SampleRate.TELEPHONE, RtpEngine.FRAME, RING_FRAMES);
    private final Recognizer.Stream stream;
    private final Endpointer endpointer = new Endpointer();
    private final short[] frame = new short[RtpEngine.FRAME];
    private long position;

    Ears(
            Recognizer recognizer,
            CallId call,
            SampleTimeline timeline,
            Transcript transcript,
            java.util.function.Consumer<tandem.agentloop.RecognizerEvent> events) {
        this.timeline = timeline;
        this.transcript = transcript;
        var request = new Recognizer.Request(call, Language.ENGLISH, Hearing.SPACE);
        this.stream = recognizer.open(request, ring, events);
    }

    /// Listens on up to the present `tick`.
    void advance(long tick) {
        while (position + RtpEngine.FRAME <= tick - DELAY_TICKS) {
            timeline.read(position, frame);
            ring.offer(frame, 0, position, false);
            switch (endpointer.frame(position, frame)) {
                case Endpointer.Mark.None() -> {}
                case Endpointer.Mark.Started(long onset) -> stream.speechStarted(onset);
                case Endpointer.Mark.Ended(long _, long last) -> {
                    transcript.awaitWords();
                    stream.speechEnded(last);
                }
            }
            position += RtpEngine.FRAME;
        }
    }

    /// True while an utterance goes on, or lies in the delay.
    boolean isHearing() {
        return endpointer.isSpeaking();
    }

    @Override
    public void close() {
        stream.close();
        ring.finish();
    }
}
