package tandem.sippscenarios.load;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tandem.sippscenarios.rtp.RtpPacket;
import tandem.sippscenarios.rtp.RtpStream;
import tandem.sippscenarios.rtp.SendProgress;
import tandem.sippscenarios.rtp.StreamSink;
import tandem.sippscenarios.sip.UserAgent;

/// One call of a load. The counters are atomics, written by `rtp-hear` only; the rest is confined
/// to the load's thread.
final class LightCall implements StreamSink {

    private final LoadPlan.PlannedCall plan;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong span = new AtomicLong();
    private final AtomicLong longestGapNanos = new AtomicLong();
    private int firstSequence = -1;
    private long lastNanos;

    @Nullable RtpStream stream;
    UserAgent.@Nullable Handle handle;
    boolean answered;

    LightCall(LoadPlan.PlannedCall plan) {
        this.plan = plan;
    }

    LoadPlan.PlannedCall plan() {
        return plan;
    }

    @Override
    public void heard(RtpPacket packet, long tick, long nanos) {
        if (firstSequence < 0) {
            firstSequence = packet.sequence();
        } else {
            longestGapNanos.set(Math.max(longestGapNanos.get(), nanos - lastNanos));
        }
        lastNanos = nanos;
        received.incrementAndGet();
        // A load call is far shorter than the 21 minutes after which sequence numbers come again.
        long position = ((packet.sequence() - firstSequence) & 0xFFFFL) + 1;
        span.set(Math.max(span.get(), position));
    }

    @Override
    public void sent(SendProgress progress) {}

    long received() {
        return received.get();
    }

    long lost() {
        return Math.max(0, span.get() - received.get());
    }

    double longestGapMillis() {
        return longestGapNanos.get() / 1e6;
    }
}
